package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Who follows an object.
 *
 * @param namespace of the object; empty where it names none
 * @param exportTo the namespaces that it is for, as it spells them; empty = all
 * @param gateways that it is bound to; empty = sidecars alone
 */
record Reach(String namespace, List<String> exportTo, List<String> gateways) {
    private static final String EVERYWHERE = "*";
    private static final String NOWHERE = "~";

    Reach {
        exportTo = List.copyOf(exportTo);
        gateways = List.copyOf(gateways);
    }

    static Reach of(ObjectNode object) {
        JsonNode spec = object.path("spec");
        return new Reach(ServiceRoutes.namespace(object), texts(spec.path("exportTo")), texts(spec.path("gateways")));
    }

    /** Whether sidecars follow it. */
    boolean isForTheMesh() {
        return gateways.isEmpty() || gateways.contains("mesh");
    }

    boolean isForAllNamespaces() {
        return exportTo.isEmpty() || exportTo.contains(EVERYWHERE);
    }

    boolean isForItsOwnNamespaceAlone() {
        return !exportTo.isEmpty()
                && exportTo.stream()
                        .allMatch(name -> name.equals(".") || name.equals(namespace) || name.equals(NOWHERE));
    }

    /** The namespaces by their names, where it is not for all of them. */
    String namespaces() {
        return String.join(
                ", ",
                exportTo.stream()
                        .map(name -> name.equals(".") ? namespace : name)
                        .distinct()
                        .toList());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText("")));
        return texts;
    }
}
