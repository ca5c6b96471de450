package dev.gangway.adapter.istio.decommission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.HostNames;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The routes that stand in one cluster, read for what leads to another one. Pure.
 *
 * @param in the cluster that they stand in
 * @param virtualServices all of it
 * @param destinationRules all of it
 * @param labels how subsets name the cluster that is looked for
 */
record StandingRoutes(
        ClusterName in, List<ObjectNode> virtualServices, List<ObjectNode> destinationRules, ClusterLabels labels) {

    /** A host, as the service that it means or as it is written, with a subset. */
    private record Subset(String host, String name) {}

    /** One for each rule that names the cluster, and one for each VirtualService that gives such a subset requests. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<Subset> named = new HashSet<>();
        for (ObjectNode rule : destinationRules) {
            Set<String> subsets = named(rule);
            String host = host(rule.path("spec").path("host"), rule);
            subsets.forEach(subset -> named.add(new Subset(host, subset)));
            if (!subsets.isEmpty()) {
                findings.add(new Finding(
                        Kind.SUBSETS,
                        name("DestinationRule", rule),
                        "has the subsets %s of %s".formatted(subsets, labels.cluster()),
                        isOurs(rule)
                                ? "delete the shift of its service with onDelete: Restore"
                                : "remove them when no route names them any more"));
            }
        }
        for (ObjectNode routes : virtualServices) {
            Set<String> sent = sent(routes, named);
            if (!sent.isEmpty()) {
                findings.add(new Finding(
                        Kind.WEIGHTS,
                        name("VirtualService", routes),
                        "sends to %s: %s".formatted(labels.cluster(), String.join(", ", sent)),
                        "finish the shift of the service, or set these weights to 0"));
            }
        }
        return findings;
    }

    private Set<String> named(ObjectNode rule) {
        Set<String> subsets = new LinkedHashSet<>();
        for (JsonNode subset : rule.path("spec").path("subsets")) {
            if (labels.areNamedBy(subset)) {
                subsets.add(subset.path("name").asText());
            }
        }
        return subsets;
    }

    private static Set<String> sent(ObjectNode routes, Set<Subset> named) {
        Set<String> sent = new LinkedHashSet<>();
        for (String protocol : List.of("http", "tcp", "tls")) {
            for (JsonNode rule : routes.path("spec").path(protocol)) {
                JsonNode destinations = rule.path("route");
                for (JsonNode destination : destinations) {
                    // Istio gives the only destination all requests, whatever its weight.
                    int weight = destinations.size() == 1
                            ? 100
                            : destination.path("weight").asInt();
                    if (weight > 0 && names(destination.path("destination"), routes, named)) {
                        sent.add("weight %d to subset %s of %s"
                                .formatted(
                                        weight,
                                        destination.at("/destination/subset").asText(),
                                        destination.at("/destination/host").asText()));
                    }
                }
                mirrored(rule).forEach(mirror -> {
                    if (names(mirror, routes, named)) {
                        sent.add("a mirror to subset %s of %s"
                                .formatted(
                                        mirror.path("subset").asText(),
                                        mirror.path("host").asText()));
                    }
                });
            }
        }
        return sent;
    }

    /** Where copies of a rule's requests go; Istio has an old and a new way to say so. */
    private static List<JsonNode> mirrored(JsonNode rule) {
        List<JsonNode> mirrors = new ArrayList<>();
        mirrors.add(rule.path("mirror"));
        rule.path("mirrors").forEach(mirror -> mirrors.add(mirror.path("destination")));
        return mirrors;
    }

    private static boolean names(JsonNode destination, ObjectNode routes, Set<Subset> named) {
        return named.contains(new Subset(
                host(destination.path("host"), routes),
                destination.path("subset").asText()));
    }

    private static String host(JsonNode host, ObjectNode object) {
        String text = host.asText().toLowerCase(Locale.ROOT);
        return HostNames.service(text, object.at("/metadata/namespace").asText())
                .orElse(text);
    }

    private static boolean isOurs(ObjectNode object) {
        return object.path("metadata")
                .path("labels")
                .path("app.kubernetes.io/managed-by")
                .asText()
                .equals("gangway");
    }

    private String name(String kind, ObjectNode object) {
        return "%s %s/%s in %s"
                .formatted(
                        kind,
                        object.at("/metadata/namespace").asText(),
                        object.at("/metadata/name").asText(),
                        in);
    }
}
