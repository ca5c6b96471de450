package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** How a strand is written in the note: what is not asked for is left out. */
final class StrandText {
    private static final String MIRROR = "mirror";
    private static final String HEADER = "header";
    private static final String VALUE = "value";
    private static final String MIRRORS = "mirrors";

    private StrandText() {}

    static void write(Strand strand, ObjectNode to) {
        to.put("source", strand.split().source().value())
                .put("destination", strand.split().destination().value())
                .put("permille", strand.split().toDestination().permille());
        strand.mirror().ifPresent(mirror -> to.put(MIRROR, mirror.share().permille()));
        strand.header().ifPresent(header -> to.put(HEADER, header.name()).put(VALUE, header.value()));
        if (strand.splitsMirrors()) {
            to.put(MIRRORS, Mirrors.SPLIT.name());
        }
    }

    /** Throws IllegalArgumentException for what was not written so. */
    static Strand read(String service, JsonNode text) {
        int slash = service.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no service: '%s'".formatted(service));
        }
        return new Strand(
                new ServiceRef(service.substring(0, slash), service.substring(slash + 1)),
                new TrafficSplit(
                        new ClusterName(text.path("source").textValue()),
                        new ClusterName(text.path("destination").textValue()),
                        new Weight(text.path("permille").asInt(-1))),
                new WeavingOptions(
                        preview(text), Mirrors.valueOf(text.path(MIRRORS).asText(Mirrors.KEEP.name()))));
    }

    private static Optional<Preview> preview(JsonNode text) {
        if (text.has(MIRROR)) {
            return Optional.of(new Preview.Mirror(new Weight(text.path(MIRROR).asInt(-1))));
        }
        return text.has(HEADER)
                ? Optional.of(new Preview.Header(
                        text.path(HEADER).textValue(), text.path(VALUE).textValue()))
                : Optional.empty();
    }
}
