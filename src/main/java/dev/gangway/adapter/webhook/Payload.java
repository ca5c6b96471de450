package dev.gangway.adapter.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.gate.GateCall;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gate is sent: Flagger's fields, so that a server made for it reads them, and below them Gangway's own.
 *
 * @param checksum the same for all calls of one attempt of a shift
 * @param failedChecks how often the gate has said no before
 * @param canaryWeight the destination's share now in per cent
 * @param remainingRetries how often a gate that fails may yet do so, where that is bounded
 * @param nextWeight the share that is asked for in per cent; missing where nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Payload(
        String name,
        String namespace,
        String phase,
        String checksum,
        String type,
        int failedChecks,
        BigDecimal canaryWeight,
        int iterations,
        Integer remainingRetries,
        Map<String, String> metadata,
        String service,
        String source,
        String destination,
        int attempt,
        BigDecimal nextWeight) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKSUM_BYTES = 10;

    static Payload of(Gate gate, GateCall call) {
        ShiftPlan plan = call.plan();
        Map<String, String> metadata = new TreeMap<>(gate.metadata());
        metadata.putAll(call.told());
        return new Payload(
                plan.id().name(),
                plan.id().namespace(),
                call.phase().title(),
                checksum(plan, call.attempt()),
                gate.type().title(),
                call.failures(),
                call.weight().percent(),
                0,
                gate.type() == Gate.Type.PRE_ROLLOUT ? gate.failures() - call.failures() : null,
                metadata,
                plan.service().name(),
                plan.source().value(),
                plan.destination().value(),
                call.attempt(),
                call.next().map(Weight::percent).orElse(null));
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payload of strings and numbers can't be written", e);
        }
    }

    private static String checksum(ShiftPlan plan, int attempt) {
        String whole =
                "%s %s %s %s %d".formatted(plan.id(), plan.service(), plan.source(), plan.destination(), attempt);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
