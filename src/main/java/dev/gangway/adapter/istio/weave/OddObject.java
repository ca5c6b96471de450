package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.control.UnweavableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells objects that are not built like a VirtualService or a DestinationRule, so that nobody knows what they do. */
final class OddObject {
    private static final String WAY_OUT = "; mend it, as it can't be told whether it stands in the way";

    private OddObject() {}

    /** What is odd about it first; empty where nothing is. */
    static Optional<Finding> finding(ObjectNode object) {
        return problem(object).map(problem -> Finding.of("unreadable", Severity.WARN, problem));
    }

    private static Optional<UnweavableException> problem(ObjectNode object) {
        Place place = Place.of(object).at("spec");
        JsonNode spec = object.path("spec");
        if (!spec.isObject()) {
            return Optional.of(place.refuse(spec, "is no specification" + WAY_OUT));
        }
        boolean isRule = object.path("kind").asText("").equals("DestinationRule");
        if (isRule && !spec.path("host").isTextual()) {
            return Optional.of(place.at("host").refuse(spec.path("host"), "is no host" + WAY_OUT));
        }
        List<String> names = isRule ? List.of("exportTo") : List.of("hosts", "exportTo", "gateways");
        List<String> parts = isRule ? List.of("subsets") : VirtualServiceWeaving.PROTOCOLS;
        return names.stream()
                .flatMap(name -> problem(place.at(name), spec.path(name), JsonNode::isTextual).stream())
                .findFirst()
                .or(() -> parts.stream()
                        .flatMap(name -> problem(place.at(name), spec.path(name), JsonNode::isObject).stream())
                        .findFirst())
                .or(() -> isRule || spec.has("hosts") || parts.stream().anyMatch(spec::has)
                        ? Optional.empty()
                        : Optional.of(place.refuse(spec, "is for no host and routes nothing" + WAY_OUT)));
    }

    private static Optional<UnweavableException> problem(Place place, JsonNode list, Predicate<JsonNode> fits) {
        if (list.isMissingNode() || list.isNull()) {
            return Optional.empty();
        }
        if (!list.isArray()) {
            return Optional.of(place.refuse(list, "is no list" + WAY_OUT));
        }
        for (int index = 0; index < list.size(); index++) {
            if (!fits.test(list.get(index))) {
                return Optional.of(place.at(index).refuse(list.get(index), "does not belong there" + WAY_OUT));
            }
        }
        return Optional.empty();
    }
}
