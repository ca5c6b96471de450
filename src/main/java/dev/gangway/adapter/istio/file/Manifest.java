package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/** An object and the file that it stands in. */
record Manifest(Path file, ObjectNode object) {

    /** Kind, namespace and name: of one name there is one object in a cluster. */
    String name() {
        String namespace = object.path("metadata").path("namespace").asText("");
        return object.path("kind").asText() + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + object.path("metadata").path("name").asText("without a name");
    }
}
