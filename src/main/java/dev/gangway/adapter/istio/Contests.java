package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how one cluster's objects were left for each shift, and how often somebody has put them back since. One time is
 * repaired. After two within an hour the object is contested until it is seen to stand as it should or the shift is forgotten,
 * and is not written any more, but once for each new target, so that a rollback is tried, and once an hour, as not every phase
 * can be resumed. In memory: a successor is in for one repair more.
 *
 * <p>Which of two versions is the newer is told by their numbers, which Kubernetes promises from 1.35 on and has kept to before:
 * an older one than ours is a watch that lags behind, and nobody's doing.
 */
final class Contests {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int REPAIRED = 1;

    private final Clock clock;
    private final Map<ShiftId, Map<ObjectKey, Memory>> byShift = new ConcurrentHashMap<>();

    Contests(Clock clock) {
        this.clock = clock;
    }

    /** How an object was left, or found since. */
    private enum State {
        /** As we wrote it or deleted it; no watch has seen that yet. */
        WRITTEN,
        /** A watch has seen it stand as it should. */
        STANDING,
        /** Otherwise than it was left; that is counted. */
        PUT_BACK
    }

    /**
     * What is known of an object.
     *
     * @param version that it was left at
     * @param target that it was left for
     * @param state what has become of it since
     * @param putBack when it was put back, by the version that did it
     * @param contested whether that was too often
     */
    private record Memory(
            String version, RouteTarget target, State state, Map<String, Instant> putBack, boolean contested) {}

    /** It was written as the target wants it, or deleted as it was. */
    void written(ShiftId id, ObjectNode object, RouteTarget target) {
        left(id, object, target, State.WRITTEN);
    }

    /** It was seen to stand as the target wants it. */
    void stands(ShiftId id, ObjectNode object, RouteTarget target) {
        left(id, object, target, State.STANDING);
    }

    private void left(ShiftId id, ObjectNode object, RouteTarget target, State state) {
        of(id).compute(ObjectKey.of(object), (key, before) -> {
            String version = version(object);
            if (before == null) {
                return new Memory(version, target, state, Map.of(), false);
            }
            return isOlder(version, before.version())
                    ? before
                    : new Memory(
                            version, target, state, before.putBack(), before.contested() && state != State.STANDING);
        });
    }

    /**
     * It was seen to stand otherwise than the target wants it. That is nobody's doing where it was left for another target, and is
     * told once until it is left anew: what others write into it meanwhile does not put it back a second time.
     */
    void differs(ShiftId id, ObjectNode object, RouteTarget target) {
        String version = version(object);
        of(id).computeIfPresent(
                        ObjectKey.of(object),
                        (key, before) -> before.state() == State.PUT_BACK
                                        || !before.target().equals(target)
                                        || version.equals(before.version())
                                        || isOlder(version, before.version())
                                ? before
                                : putBack(before, version));
    }

    /** It was seen to be gone. A watch that has not seen it stand may only lag behind. */
    void isGone(ShiftId id, ObjectKey key, RouteTarget target) {
        of(id).computeIfPresent(
                        key,
                        (gone, before) -> before.state() == State.STANDING
                                        && before.target().equals(target)
                                ? putBack(before, "gone since " + before.version())
                                : before);
    }

    /** Whether an object is to be left alone: it was put back too often, and has been written for this target. */
    boolean isContested(ShiftId id, ObjectKey key, RouteTarget target) {
        Memory memory = byShift.getOrDefault(id, Map.of()).get(key);
        Instant since = clock.instant().minus(REMEMBERED);
        return memory != null
                && memory.contested()
                && memory.target().equals(target)
                && memory.putBack().values().stream().anyMatch(since::isBefore);
    }

    void forget(ShiftId id) {
        byShift.remove(id);
    }

    private Map<ObjectKey, Memory> of(ShiftId id) {
        return byShift.computeIfAbsent(id, key -> new ConcurrentHashMap<>());
    }

    private Memory putBack(Memory before, String version) {
        Instant now = clock.instant();
        Map<String, Instant> putBack = new LinkedHashMap<>();
        before.putBack().forEach((by, at) -> {
            if (at.isAfter(now.minus(REMEMBERED))) {
                putBack.put(by, at);
            }
        });
        putBack.putIfAbsent(version, now);
        while (putBack.size() > REPAIRED + 1) {
            putBack.remove(putBack.keySet().iterator().next());
        }
        return new Memory(
                before.version(),
                before.target(),
                State.PUT_BACK,
                putBack,
                before.contested() || putBack.size() > REPAIRED);
    }

    private static String version(ObjectNode object) {
        return object.path("metadata").path("resourceVersion").asText("");
    }

    private static boolean isOlder(String version, String other) {
        try {
            return Long.parseLong(version) < Long.parseLong(other);
        } catch (NumberFormatException noNumbers) {
            return false;
        }
    }
}
