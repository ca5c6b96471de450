package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML to trees that keep the order of keys. Aliases and merge keys ({@code <<}) are written out. What makes no tree throws
 * {@link NotYamlException}: a key that stands twice, an alias within itself, and more nodes than {@link #MOST_NODES}, which
 * bounds what aliases of aliases can grow to.
 */
final class YamlReader {
    static final int MOST_NODES = 1_000_000;

    private static final String MERGE = "<<";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Resolver RESOLVER = new Resolver();

    private final Set<Node> above = new HashSet<>();
    private int nodes;

    private YamlReader() {}

    /** All documents but empty ones. */
    static List<JsonNode> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(1, text.length()));
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        YamlReader reader = new YamlReader();
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Node document : new Yaml(new SafeConstructor(options)).composeAll(new StringReader(text))) {
                JsonNode tree = reader.tree(document);
                if (!tree.isNull()) {
                    documents.add(tree);
                }
            }
        } catch (MarkedYAMLException e) {
            throw new NotYamlException(
                    e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1,
                    String.valueOf(e.getProblem()),
                    e);
        } catch (YAMLException e) {
            throw new NotYamlException(0, String.valueOf(e.getMessage()), e);
        }
        return documents;
    }

    private JsonNode tree(Node node) {
        if (++nodes > MOST_NODES) {
            throw wrong(node, "more than %d values".formatted(MOST_NODES));
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (!above.add(node)) {
            throw wrong(node, "an alias within what it stands for");
        }
        JsonNode tree = node instanceof SequenceNode sequence ? sequence(sequence) : mapping((MappingNode) node);
        above.remove(node);
        return tree;
    }

    /** A plain scalar that is a text, though it does not look like one, was given the tag for texts. */
    private static JsonNode scalar(ScalarNode scalar) {
        boolean tagged = scalar.getTag().equals(Tag.STR)
                && !RESOLVER.resolve(NodeId.scalar, scalar.getValue(), true).equals(Tag.STR);
        return tagged || !scalar.isPlain() ? NODES.textNode(scalar.getValue()) : PlainScalar.read(scalar.getValue());
    }

    private ArrayNode sequence(SequenceNode sequence) {
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(element -> array.add(tree(element)));
        return array;
    }

    private ObjectNode mapping(MappingNode mapping) {
        ObjectNode object = NODES.objectNode();
        List<JsonNode> merged = new ArrayList<>();
        for (NodeTuple field : mapping.getValue()) {
            if (!(field.getKeyNode() instanceof ScalarNode key)) {
                throw wrong(field.getKeyNode(), "a key that is no text");
            }
            JsonNode value = tree(field.getValueNode());
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                (value.isArray() ? value : NODES.arrayNode().add(value)).forEach(merged::add);
            } else if (object.has(key.getValue())) {
                throw wrong(key, "the key '%s' twice".formatted(key.getValue()));
            } else {
                object.set(key.getValue(), value);
            }
        }
        for (JsonNode more : merged) {
            if (!more.isObject()) {
                throw wrong(mapping, "'<<' with what is no map");
            }
            more.properties().forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        }
        return object;
    }

    private static NotYamlException wrong(Node node, String what) {
        return new NotYamlException(node.getStartMark().getLine() + 1, what, null);
    }
}
