package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/** Trees to YAML in blocks, in the order of their keys; {@link YamlReader} gives the same tree again. */
final class YamlWriter {
    private YamlWriter() {}

    static String write(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        StringWriter text = new StringWriter();
        try {
            Serializer serializer = new Serializer(new Emitter(text, options), new Resolver(), options, null);
            serializer.open();
            serializer.serialize(node(tree));
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Node node(JsonNode tree) {
        if (tree.isObject()) {
            List<NodeTuple> fields = new ArrayList<>();
            tree.properties().forEach(field -> fields.add(new NodeTuple(text(field.getKey()), node(field.getValue()))));
            return new MappingNode(Tag.MAP, fields, style(tree));
        }
        if (tree.isArray()) {
            List<Node> elements = new ArrayList<>();
            tree.forEach(element -> elements.add(node(element)));
            return new SequenceNode(Tag.SEQ, elements, style(tree));
        }
        if (tree.isTextual()) {
            return text(tree.textValue());
        }
        return new ScalarNode(tag(tree), literal(tree), null, null, ScalarStyle.PLAIN);
    }

    private static FlowStyle style(JsonNode tree) {
        return tree.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private static ScalarNode text(String text) {
        ScalarStyle style = ScalarStyle.PLAIN;
        if (text.chars().anyMatch(YamlWriter::needsEscape)) {
            style = ScalarStyle.DOUBLE_QUOTED;
        } else if (text.indexOf('\n') >= 0) {
            style = ScalarStyle.LITERAL;
        } else if (PlainScalar.needsQuotes(text)) {
            style = ScalarStyle.SINGLE_QUOTED;
        }
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    /** A tab, or a line break that is none of ours, ends more than SnakeYAML's writer expects of it when it is read. */
    private static boolean needsEscape(int character) {
        boolean breaksLines = character == '\u2028' || character == '\u2029';
        return breaksLines || (Character.isISOControl(character) && character != '\n');
    }

    private static Tag tag(JsonNode tree) {
        if (tree.isNull()) {
            return Tag.NULL;
        }
        if (tree.isBoolean()) {
            return Tag.BOOL;
        }
        return tree.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
    }

    /** A decimal without a point would come back as an integer. */
    private static String literal(JsonNode tree) {
        String text = tree.asText();
        if (tree instanceof DecimalNode decimal) {
            text = decimal.decimalValue().toPlainString();
        }
        boolean looksWhole = tree.isFloatingPointNumber()
                && text.chars().allMatch(digit -> digit == '-' || Character.isDigit(digit));
        return looksWhole ? text + ".0" : text;
    }
}
