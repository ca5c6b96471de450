package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A shift as the interface shows it.
 *
 * @param mode Shift, or Observe for one that moves nothing
 * @param protocol Http, or Tcp for one whose connections are moved
 * @param requestedBy who wants what is intended
 * @param phase where it is
 * @param reason why it is there, or what it waits for
 * @param cause the kind of reason
 * @param held what keeps it from going forward
 * @param weights the per cent of each cluster that is wanted now
 * @param preview what the destination gets at weight 0, in words
 * @param clusters what each cluster shows
 * @param verdict the judge's last answer
 * @param evidence what that rests on
 * @param history the decisions, oldest first; null where they are not wanted
 * @param began when the oldest of them was taken
 * @param alerts the last ones that it was told of, oldest first
 * @param plan its steps and how long they take at least
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShiftView(
        String name,
        String namespace,
        String service,
        String source,
        String destination,
        @Schema(
                        description = "Shift, or Observe: it judges and tells what it would do, and moves nothing.",
                        examples = "Shift")
                String mode,
        @Schema(
                        description = "What is divided and counted: the requests of Http, or the connections of Tcp.",
                        examples = "Http")
                String protocol,
        String intent,
        @Schema(description = "Who wants that: a person, a program or an alert.", examples = "ana@example.org")
                String requestedBy,
        int attempt,
        String phase,
        String reason,
        String cause,
        @Schema(description = "What keeps it from going forward, where evidence does not; missing otherwise.")
                HeldView held,
        Map<String, BigDecimal> weights,
        @Schema(
                        description = "What the destination gets while its weight is 0; missing where that is nothing.",
                        examples = "10 % of the requests mirrored")
                String preview,
        List<ClusterShown> clusters,
        Verdict verdict,
        EvidenceView evidence,
        List<HistoryView> history,
        @Schema(
                        description = "When the oldest decision was taken that is kept; missing where none was.",
                        examples = "2026-11-22T11:48:00Z")
                Instant began,
        List<AlertView> alerts,
        PlanView plan,
        Instant updated) {

    /** What was intended from the start. */
    public record PlanView(
            @Schema(
                            description = "The destination's weights in per cent on the way to 100.",
                            examples = "[1, 5, 25, 50, 95]")
                    List<BigDecimal> steps,
            @Schema(description = "At each step, at least.", examples = "20") long soakSeconds,
            @Schema(description = "At the last step, at least.", examples = "20") long bakeSeconds,
            @Schema(description = "At 100 %, before it has succeeded.", examples = "1800") long watchSeconds) {}

    /** What one cluster was last seen to show. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClusterShown(
            String name,
            boolean reachable,
            Map<String, BigDecimal> weights,
            @Schema(description = "Why it can't be reached, or what keeps its routes from being as they should.")
                    String message,
            @Schema(description = "The way out of what the message says.") String todo,
            @Schema(description = "Who puts the routes back whenever they are written.", examples = "argocd-controller")
                    String contestedBy) {}

    /** What the verdict rests on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvidenceView(
            Instant gatheredSince,
            Counts source,
            Counts destination,
            List<FindingView> findings,
            @Schema(
                            description =
                                    "Why the last reading of the metrics gave nothing to judge by; missing where it did.",
                            examples = "Prometheus of k8s2 did not answer within 5 s")
                    String metricsProblem,
            @Schema(
                            description =
                                    "Since when no reading did, while the shift moves; it pauses when that has lasted for"
                                            + " pacing.metricsBudgetSeconds.")
                    Instant blindSince,
            @Schema(
                            description =
                                    "What clients make of the routes, where that has differed from what the routes"
                                            + " say for too long; missing otherwise.",
                            examples = "clients in k8s2 send 38 % of 1,240 requests to eks1 where the routes say 5 %")
                    String notInForce) {}

    /** Counts of one side at the present weight: of requests, or of connections where the protocol is Tcp. */
    public record Counts(long requests, long failures) {}

    /** What was found for one objective, against what, and how strongly it speaks for harm. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingView(
            @Schema(
                            description =
                                    "What is compared: ERROR_RATIO from 0 to 1, or LATENCY_MILLIS at the objective's quantile.")
                    Finding.Objective objective,
            @Schema(description = "What follows for this objective alone.") Verdict verdict,
            @Schema(description = "The destination's value; missing when nothing was seen.", examples = "0.029")
                    Double destination,
            @Schema(
                            description = "The source's value; missing when there was nothing to compare with.",
                            examples = "0.001")
                    Double source,
            @Schema(description = "What the destination may not exceed.", examples = "0.0015") Double limit,
            @Schema(description = "How many of them failed, or were slower than edgeMillis.", examples = "12") long bad,
            @Schema(
                            description =
                                    "Requests, or connections where the protocol is Tcp, to the destination that this rests on.",
                            examples = "410")
                    long requests,
            @Schema(
                            description = "The latency in milliseconds that makes a request slow; missing for errors.",
                            examples = "250")
                    Double edgeMillis,
            @Schema(
                            description = "How much better harm explains what was seen than none does, as odds to 1.",
                            examples = "1400")
                    double evidence,
            @Schema(description = "The odds that roll back.", examples = "1000") double evidenceLimit,
            @Schema(
                            description = "The same in words.",
                            examples = "12 of 410 requests to eks1 failed (2.9 %) while k8s2 failed 0.1 %; evidence for"
                                    + " harm 1400:1, limit 1000:1")
                    String sentence) {}

    /** One decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryView(
            Instant at,
            String phase,
            Map<String, BigDecimal> weights,
            Verdict verdict,
            String cause,
            String reason,
            List<FindingView> findings,
            @Schema(description = "The alerts that the reason names, as far as they are remembered; missing otherwise.")
                    List<AlertView> alerts) {}

    static ShiftView of(ShiftRecord shift) {
        return of(shift, true);
    }

    /** Without its decisions too, which are most of it. */
    static ShiftView of(ShiftRecord shift, boolean withHistory) {
        ShiftState state = shift.state();
        return new ShiftView(
                shift.id().name(),
                shift.id().namespace(),
                shift.plan().service().name(),
                shift.plan().source().value(),
                shift.plan().destination().value(),
                Words.title(shift.plan().mode()),
                Words.title(shift.plan().protocol()),
                Words.title(shift.request().intent()),
                shift.request().by(),
                state.attempt(),
                state.phase().kind().title(),
                state.reason().text(),
                Words.title(state.reason().cause()),
                state.hold().map(HeldView::of).orElse(null),
                weights(ShiftState.wanted(state.phase(), shift.plan())),
                state.phase()
                        .target(shift.plan())
                        .flatMap(RouteTarget::preview)
                        .map(Preview::words)
                        .orElse(null),
                ClustersShown.of(state),
                state.verdict(),
                evidence(state),
                withHistory
                        ? state.history().stream()
                                .map(entry -> history(entry, shift.alerts()))
                                .toList()
                        : null,
                state.history().stream()
                        .findFirst()
                        .map(ShiftState.HistoryEntry::at)
                        .orElse(null),
                AlertView.of(shift.alerts()),
                plan(shift.plan()),
                state.recordedAt());
    }

    private static PlanView plan(ShiftPlan plan) {
        return new PlanView(
                plan.ladder().rungs().stream().map(Weight::percent).toList(),
                plan.pacing().soak().toSeconds(),
                plan.pacing().bake().toSeconds(),
                plan.pacing().watch().toSeconds());
    }

    static Map<String, BigDecimal> weights(TrafficSplit split) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        split.shares().forEach((cluster, weight) -> weights.put(cluster.value(), weight.percent()));
        return weights;
    }

    private static EvidenceView evidence(ShiftState state) {
        Evidence evidence = state.evidence();
        return new EvidenceView(
                evidence.validFrom().orElse(null),
                counts(evidence.source()),
                counts(evidence.destination()),
                findings(state.findings()),
                state.metricsProblem().orElse(null),
                state.blindSince().orElse(null),
                state.notInForce().orElse(null));
    }

    private static Counts counts(Traffic traffic) {
        return new Counts(traffic.requests(), traffic.failures());
    }

    private static HistoryView history(ShiftState.HistoryEntry entry, AlertBook alerts) {
        return new HistoryView(
                entry.at(),
                entry.phase().title(),
                weights(entry.weight()),
                entry.verdict(),
                Words.title(entry.reason().cause()),
                entry.reason().text(),
                findings(entry.reason().findings()),
                AlertView.named(entry.reason(), alerts));
    }

    private static List<FindingView> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FindingView(
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
                        finding.sentence()))
                .toList();
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
