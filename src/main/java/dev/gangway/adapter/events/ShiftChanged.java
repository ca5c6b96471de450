package dev.gangway.adapter.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A decision as it is told to others, in the words that the REST interface has for it.
 *
 * @param mode Shift, or Observe for one that moves nothing
 * @param before the per cent of each cluster that were wanted before
 * @param after the per cent that are wanted now
 * @param findings the numbers that led to it; empty where it was not the metrics
 */
public record ShiftChanged(
        Instant at,
        String namespace,
        String shift,
        String service,
        String mode,
        String from,
        String to,
        Map<String, BigDecimal> before,
        Map<String, BigDecimal> after,
        Verdict verdict,
        String cause,
        String reason,
        List<Found> findings) {

    /**
     * What was found for one objective.
     *
     * @param destination a share from 0 to 1, or milliseconds
     * @param limit what the destination may not exceed
     * @param bad how many of the requests failed, or were slower than {@code edgeMillis}
     * @param edgeMillis milliseconds; null for errors
     * @param evidence of harm, as odds to 1
     * @param evidenceLimit the odds that roll back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(
            Finding.Objective objective,
            Verdict verdict,
            Double destination,
            Double source,
            Double limit,
            long bad,
            long requests,
            Double edgeMillis,
            double evidence,
            double evidenceLimit,
            String sentence) {

        private static Found of(Finding finding) {
            return new Found(
                    finding.objective(),
                    finding.verdict(),
                    orNull(finding.destination()),
                    orNull(finding.source()),
                    orNull(finding.limit()),
                    finding.bad(),
                    finding.requests(),
                    finding.edgeMillis() == 0 ? null : finding.edgeMillis(),
                    finding.evidence(),
                    finding.evidenceLimit(),
                    finding.sentence());
        }

        private static Double orNull(OptionalDouble value) {
            return value.isPresent() ? value.getAsDouble() : null;
        }
    }

    static ShiftChanged of(ShiftEvent event) {
        return new ShiftChanged(
                event.at(),
                event.plan().id().namespace(),
                event.plan().id().name(),
                event.plan().service().name(),
                title(event.plan().mode()),
                event.from().title(),
                event.to().title(),
                percents(event.before()),
                percents(event.after()),
                event.verdict(),
                event.reason().cause().name(),
                event.reason().text(),
                event.reason().findings().stream().map(Found::of).toList());
    }

    private static String title(ShiftPlan.Mode mode) {
        return switch (mode) {
            case SHIFT -> "Shift";
            case OBSERVE -> "Observe";
        };
    }

    private static Map<String, BigDecimal> percents(TrafficSplit split) {
        return split.shares().entrySet().stream()
                .collect(Collectors.toMap(share -> share.getKey().value(), share -> share.getValue()
                        .percent()));
    }
}
