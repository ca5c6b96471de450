package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.control.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the VirtualServices and DestinationRules in files and directories: {@code .yaml}, {@code .yml} and {@code .json},
 * several documents in a file, lists of objects. What is hidden is passed over in directories, and links are not followed.
 */
final class ManifestFiles {
    static final int MOST_FILES = 10_000;
    static final long MOST_BYTES = 64L << 20;

    private static final String OPTION = "file";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Manifest> manifests = new LinkedHashMap<>();
    private long bytes;

    private ManifestFiles() {}

    /** In the order of the files' names. Throws RefusedException that names the file where it can't be used. */
    static List<Manifest> read(List<Path> paths) {
        ManifestFiles files = new ManifestFiles();
        paths.stream().flatMap(path -> files(path).stream()).distinct().forEach(files::read);
        return List.copyOf(files.manifests.values());
    }

    private static List<Path> files(Path path) {
        if (!Files.isReadable(path)) {
            throw refused(path, "can't be read: name a file or a directory that can");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> found = walk.filter(file -> isManifest(path.relativize(file)) && Files.isRegularFile(file))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (found.size() > MOST_FILES) {
                throw refused(path, "holds more than %d files: name a directory within it".formatted(MOST_FILES));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isManifest(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private void read(Path file) {
        try {
            bytes += Files.size(file);
            if (bytes > MOST_BYTES) {
                throw refused(file, "brings the files to more than %d MiB: name fewer".formatted(MOST_BYTES >> 20));
            }
            String text = Files.readString(file);
            boolean isJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
            for (JsonNode document : isJson ? List.of(JSON.readTree(text)) : YamlReader.read(text)) {
                add(file, document);
            }
        } catch (NotYamlException e) {
            throw refused(file, "is no YAML: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw refused(
                    file,
                    e.getLocation() == null
                            ? "is no JSON"
                            : "is no JSON: look at line %d"
                                    .formatted(e.getLocation().getLineNr()));
        } catch (CharacterCodingException e) {
            throw refused(file, "is no text in UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private void add(Path file, JsonNode document) {
        if (document.path("kind").asText("").endsWith("List")
                && document.path("items").isArray()) {
            document.path("items").forEach(item -> add(file, item));
        } else if (ServiceRoutes.isIstio(document)) {
            Manifest manifest = new Manifest(file, (ObjectNode) document);
            Manifest other = manifests.putIfAbsent(manifest.name(), manifest);
            if (other != null) {
                throw refused(
                        file,
                        "holds %s, and so does %s: name the files of one cluster only"
                                .formatted(
                                        manifest.name(), other.file().equals(file) ? "the same file" : other.file()));
            }
        }
    }

    private static RefusedException refused(Path file, String why) {
        return new RefusedException(RefusedException.Kind.INVALID, OPTION, file + " " + why);
    }
}
