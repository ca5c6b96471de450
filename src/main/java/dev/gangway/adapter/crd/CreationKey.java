package dev.gangway.adapter.crd;

import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.RefusedException;
import java.util.Map;
import java.util.Optional;

/** What a TrafficShift tells of the wish that it was created by, so that every replica knows that wish again. */
final class CreationKey {
    private static final String KEY = Api.GROUP + "/idempotency-key";
    private static final String CONTENT = Api.GROUP + "/idempotency-content";

    private CreationKey() {}

    static Map<String, String> annotations(Optional<IdempotencyKey> key) {
        return key.map(one -> Map.of(KEY, one.key(), CONTENT, one.content())).orElse(Map.of());
    }

    /** Whether a shift was created with the key; throws RefusedException for one that was, by another wish. */
    static boolean created(TrafficShift shift, IdempotencyKey key) {
        Map<String, String> annotations = shift.getMetadata().getAnnotations();
        if (annotations == null || !key.key().equals(annotations.get(KEY))) {
            return false;
        }
        if (!key.content().equals(annotations.get(CONTENT))) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "Idempotency-Key",
                    "shift %s was created with this key and another body: choose a new key, or send the body of before"
                            .formatted(ResourceCache.id(shift)));
        }
        return true;
    }
}
