package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a Service's kind means for traffic between networks. */
final class ServiceTraits {
    private ServiceTraits() {}

    /**
     * Whether a gateway between networks can carry its requests: Istio never redirects those of headless Services to gateways, and
     * passes on TCP alone.
     */
    static boolean crossesNetworks(JsonNode service) {
        JsonNode spec = service.path("spec");
        return !spec.path("type").asText().equals("ExternalName")
                && !spec.path("clusterIP").asText().equals("None")
                && protocols(service).contains("TCP");
    }

    /** How it is pinned: by a shift where one can move it. */
    static String wayOut(JsonNode service) {
        List<String> others = protocols(service).stream()
                .filter(protocol -> !protocol.equals("TCP"))
                .distinct()
                .toList();
        return others.isEmpty()
                ? "start its shift first and wait until it is Shifting, or force the enrolment"
                : "no shift can move it, since it has ports of %s too: give those a Service of their own, or pin it with routes of yours, or force the enrolment"
                        .formatted(String.join(" and ", others));
    }

    private static List<String> protocols(JsonNode service) {
        List<String> protocols = new ArrayList<>();
        service.path("spec")
                .path("ports")
                .forEach(port -> protocols.add(port.path("protocol").asText("TCP")));
        return protocols;
    }
}
