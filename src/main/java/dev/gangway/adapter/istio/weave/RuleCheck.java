package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Whether Istio joins a rule of somebody else's with ours, and whether its policies let requests through to another network. */
record RuleCheck(ObjectNode rule, Place spec) {
    private static final String SUBSETS = "subsets";
    private static final String EXPORT_TO = "exportTo";
    private static final String POLICY = "trafficPolicy";
    private static final String PORTS = "portLevelSettings";
    private static final String SELECTOR = "workloadSelector";

    static RuleCheck of(ObjectNode rule) {
        return new RuleCheck(rule, Place.of(rule).at("spec"));
    }

    /** What keeps it from being joined with the first one; empty where nothing does. */
    Optional<UnweavableException> problem(ObjectNode first) {
        try {
            requireJoinable(first);
            return Optional.empty();
        } catch (UnweavableException problem) {
            return Optional.of(problem);
        }
    }

    /** Throws where it can't be joined with the first one, whose exportTo ours takes. */
    void requireJoinable(ObjectNode first) {
        JsonNode selector = field().path(SELECTOR);
        if (!selector.isMissingNode() && !selector.isNull()) {
            throw spec.at(SELECTOR)
                    .refuse(
                            selector,
                            "keeps Istio from joining the rule with Gangway's subsets, which these workloads would lack;"
                                    + " remove it for the time of the shift");
        }
        JsonNode exportTo = field().path(EXPORT_TO);
        if (!names(exportTo).equals(names(first.path("spec").path(EXPORT_TO)))) {
            throw spec.at(EXPORT_TO)
                    .refuse(
                            exportTo,
                            "differs from that of %s for the same host, so that Istio uses only one of them; make them equal"
                                    .formatted(Place.of(first).object()));
        }
        requireNoServerName(field().path(POLICY), spec.at(POLICY));
        JsonNode subsets = field().path(SUBSETS);
        for (int index = 0; index < subsets.size(); index++) {
            requireNoServerName(
                    subsets.path(index).path(POLICY), spec.at(SUBSETS).at(index).at(POLICY));
        }
    }

    /** A gateway between networks routes by the server name, which names port, subset and host unless it is set. */
    private static void requireNoServerName(JsonNode policy, Place place) {
        requireNoServerNameOfTls(policy, place);
        JsonNode ports = policy.path(PORTS);
        for (int index = 0; index < ports.size(); index++) {
            requireNoServerNameOfTls(ports.path(index), place.at(PORTS).at(index));
        }
    }

    private static void requireNoServerNameOfTls(JsonNode policy, Place place) {
        JsonNode name = policy.path("tls").path("sni");
        if (!name.asText("").isEmpty()) {
            throw place.at("tls")
                    .at("sni")
                    .refuse(
                            name,
                            "is sent in place of the name that an east-west gateway routes by, so that requests to the"
                                    + " other network fail; remove it");
        }
    }

    private JsonNode field() {
        return rule.path("spec");
    }

    private static String names(JsonNode exportTo) {
        return StreamSupport.stream(exportTo.spliterator(), false)
                .map(name -> name.asText(""))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
