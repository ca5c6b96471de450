package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.Outlook;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import java.util.Optional;

/**
 * The epoch in which a shift was decided, on the VirtualServices that Gangway adds or weaves into; what a rule holds is the same
 * whatever the split. To mark an object changes its resourceVersion, so what a leader of an earlier epoch has read of it can't be
 * written any more, even where the split stays the same.
 */
final class EpochMark {
    private static final String ANNOTATIONS = "/metadata/annotations";

    private EpochMark() {}

    /** 0 where there is none. */
    static long of(ObjectNode object) {
        String text = object.at(ANNOTATIONS).path(ServiceRoutes.EPOCH).asText("");
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** The same changes, with the epoch on what is left by them; a later one that stands stays. */
    static Outlook on(Outlook outlook, long epoch) {
        return new Outlook(
                outlook.changes().stream().map(change -> on(change, epoch)).toList(), outlook.problems());
    }

    private static Change on(Change change, long epoch) {
        Optional<ObjectNode> after = change.after();
        boolean lacksIt = after.filter(object -> IstioKind.of(object) == IstioKind.VIRTUAL_SERVICE)
                .filter(ServiceRoutes::isGangways)
                .filter(object -> of(object) < epoch)
                .isPresent();
        if (!lacksIt) {
            return change;
        }
        ObjectNode marked = after.get().deepCopy();
        JsonNode annotations = marked.at(ANNOTATIONS);
        ((ObjectNode) annotations).put(ServiceRoutes.EPOCH, Long.toString(epoch));
        return new Change(change.before(), Optional.of(marked));
    }
}
