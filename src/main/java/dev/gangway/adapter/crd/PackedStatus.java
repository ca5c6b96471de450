package dev.gangway.adapter.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.adapter.cluster.PackedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A status as compressed JSON, and beside it what each round asks for. Its history says nearly the same again and again. */
final class PackedStatus {
    /** Bare: what the client library adds to its own costs more than all else of a status. */
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PackedJson packed;
    private final boolean begun;
    private final ConditionTimes conditionTimes;

    private PackedStatus(PackedJson packed, boolean begun, ConditionTimes conditionTimes) {
        this.packed = packed;
        this.begun = begun;
        this.conditionTimes = conditionTimes;
    }

    static PackedStatus of(TrafficShiftStatus status) {
        return of(status, json(status));
    }

    /**
     * Of one that was written out already.
     *
     * @param json what {@link #json} has made of it
     */
    static PackedStatus of(TrafficShiftStatus status, String json) {
        return new PackedStatus(
                PackedJson.of(json.getBytes(StandardCharsets.UTF_8)),
                status.position() != null,
                ConditionTimes.of(status.conditions()));
    }

    static String json(TrafficShiftStatus status) {
        try {
            return JSON.writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status can't be written as JSON", e);
        }
    }

    /** Made anew by each call. */
    TrafficShiftStatus status() {
        try {
            return JSON.readValue(packed.json(), TrafficShiftStatus.class);
        } catch (IOException e) {
            throw new UncheckedIOException("what was written as JSON can't be read", e);
        }
    }

    /** Whether the shift has been given a phase. */
    boolean begun() {
        return begun;
    }

    ConditionTimes conditionTimes() {
        return conditionTimes;
    }
}
