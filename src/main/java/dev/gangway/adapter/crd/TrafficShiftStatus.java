package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Where a shift is. All that a successor needs to go on with it; what one of another version has left is passed over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrafficShiftStatus(
        PhaseName phase,
        @JsonPropertyDescription("Where exactly within the phase; of the interrupted phase while Paused.")
                Position position,
        @JsonPropertyDescription("The destination's share in per cent that is wanted now.") Double destinationPercent,
        String verdict,
        ReasonStatus reason,
        Integer attempt,
        Long observedGeneration,
        List<ClusterStatus> clusters,
        @JsonPropertyDescription("What the judge found for each objective.") List<FindingStatus> findings,
        @JsonPropertyDescription("What the judge goes on with after a restart.") EvidenceStatus evidence,
        @JsonPropertyDescription("Why the last reading of the metrics gave nothing to judge.") String metricsProblem,
        @JsonPropertyDescription(
                        "Since when no reading gave anything to judge by, RFC 3339; pacing.metricsBudgetSeconds counts"
                                + " from here.")
                String blindSince,
        @JsonPropertyDescription("What clients make of the routes, where that has differed from them for too long.")
                String notInForce,
        CapacityStatus capacity,
        HoldStatus hold,
        List<Condition> conditions,
        @JsonPropertyDescription("The decisions, oldest first, the last 50.") List<HistoryStatus> history,
        @JsonPropertyDescription("When this was written, RFC 3339.") String recordedAt,
        @JsonPropertyDescription("Of the leader that decided the phase: it grows with each leader.") Long epoch) {
    static final TrafficShiftStatus NONE = new TrafficShiftStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    /** The same, with the reason why the specification can't be followed. */
    TrafficShiftStatus rejected(String why) {
        return new TrafficShiftStatus(
                phase,
                position,
                destinationPercent,
                verdict,
                new ReasonStatus("PREFLIGHT", why, null),
                attempt,
                observedGeneration,
                clusters,
                findings,
                evidence,
                metricsProblem,
                blindSince,
                notInForce,
                capacity,
                hold,
                conditions,
                history,
                recordedAt,
                epoch);
    }

    /** The phases as people read them. */
    public enum PhaseName {
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Observing")
        OBSERVING,
        @JsonProperty("Preparing")
        PREPARING,
        @JsonProperty("Previewing")
        PREVIEWING,
        @JsonProperty("Shifting")
        SHIFTING,
        @JsonProperty("Paused")
        PAUSED,
        @JsonProperty("Baking")
        BAKING,
        @JsonProperty("RollingBack")
        ROLLING_BACK,
        @JsonProperty("RolledBack")
        ROLLED_BACK,
        @JsonProperty("Succeeded")
        SUCCEEDED,
        @JsonProperty("Restoring")
        RESTORING,
        @JsonProperty("Released")
        RELEASED
    }

    /** Where exactly. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Position(
            @JsonPropertyDescription("While Paused: the phase to resume.") PhaseName resumeTo,
            @JsonPropertyDescription(
                            "While Shifting or Baking: the rung. While RollingBack: what the source can't take yet.")
                    Double destinationPercent,
            @JsonPropertyDescription("The stage of the routes.") String stage,
            @JsonPropertyDescription("While Previewing: what the destination gets.") PreviewStatus preview,
            @JsonPropertyDescription("While RollingBack step by step: why it goes back.") ReasonStatus because) {
        static final Position NONE = new Position(null, null, null, null, null);

        /** The same with a reason of its own. */
        Position because(ReasonStatus reason) {
            return new Position(resumeTo, destinationPercent, stage, preview, reason);
        }
    }

    /** What is known of the pods. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CapacityStatus(
            @JsonPropertyDescription("The most ready pods that the source had since it carried everything.")
                    Integer sourcePods,
            @JsonPropertyDescription("What is lacking for what comes next.") String shortage,
            @JsonPropertyDescription("Whether it is known to be lacking; else it is not known what there is.")
                    Boolean known,
            @JsonPropertyDescription("What an API server answered when a minimum was to be raised or put back.")
                    String refusal) {}

    /** A mirror, or a header. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PreviewStatus(
            @JsonPropertyDescription("Per cent of the requests that are mirrored.") Double mirrorPercent,
            @JsonPropertyDescription("The header of the requests that go there.") String headerName,
            String headerValue) {}

    /** Why. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReasonStatus(String cause, String text, List<FindingStatus> findings) {}

    /** What one cluster was last seen to show. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClusterStatus(
            String name,
            Boolean reachable,
            String message,
            @JsonPropertyDescription("Per cent of each cluster, as routes in this cluster stand.")
                    Double destinationPercent,
            @JsonPropertyDescription("The way out of what the message says.") String todo,
            @JsonPropertyDescription("Who puts the routes back whenever they are written.") String contestedBy) {
        /** One in which nothing stands in the way. */
        ClusterStatus(String name, Boolean reachable, String message, Double destinationPercent) {
            this(name, reachable, message, destinationPercent, null, null);
        }
    }

    /** What was found for one objective. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingStatus(
            @JsonPropertyDescription("ERROR_RATIO, or LATENCY_MILLIS at the objective's quantile.") String objective,
            @JsonPropertyDescription("HEALTHY, DEGRADED or INCONCLUSIVE, for this objective alone.") String verdict,
            @JsonPropertyDescription("The destination's value: a share from 0 to 1, or milliseconds.")
                    Double destination,
            @JsonPropertyDescription("The source's.") Double source,
            @JsonPropertyDescription("What the destination may not exceed.") Double limit,
            @JsonPropertyDescription("How many requests failed, or were slower than edgeMillis.") Long bad,
            @JsonPropertyDescription("Requests to the destination that this rests on.") Long requests,
            @JsonPropertyDescription("The latency that makes a request slow, in milliseconds.") Double edgeMillis,
            @JsonPropertyDescription("How much better harm explains what was seen than none, as odds to 1.")
                    Double evidence,
            @JsonPropertyDescription("The odds that roll back.") Double evidenceLimit,
            @JsonPropertyDescription("The same in words for people.") String sentence) {}

    /** One decision. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryStatus(
            String time, PhaseName phase, Double destinationPercent, String verdict, ReasonStatus reason) {}
}
