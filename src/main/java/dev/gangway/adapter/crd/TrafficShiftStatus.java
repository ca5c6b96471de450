package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;

/** Where a shift is. All that a successor needs to go on with it. */
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
        EvidenceStatus evidence,
        @JsonPropertyDescription("Why the last reading of the metrics gave nothing to judge.") String metricsProblem,
        List<Condition> conditions,
        @JsonPropertyDescription("The decisions, oldest first, the last 50.") List<HistoryStatus> history,
        @JsonPropertyDescription("When this was written, RFC 3339.") String recordedAt) {
    static final TrafficShiftStatus NONE =
            new TrafficShiftStatus(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

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
                conditions,
                history,
                recordedAt);
    }

    /** The phases as people read them. */
    public enum PhaseName {
        @JsonProperty("Pending")
        PENDING,
        @JsonProperty("Preparing")
        PREPARING,
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
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Position(
            @JsonPropertyDescription("While Paused: the phase to resume.") PhaseName resumeTo,
            @JsonPropertyDescription("While Shifting or Baking: the rung.") Double destinationPercent,
            @JsonPropertyDescription("The stage of the routes.") String stage) {
        static final Position NONE = new Position(null, null, null);
    }

    /** Why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReasonStatus(String cause, String text, List<FindingStatus> findings) {}

    /** What one cluster was last seen to show. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClusterStatus(
            String name,
            Boolean reachable,
            String message,
            @JsonPropertyDescription("Per cent of each cluster, as routes in this cluster stand.")
                    Double destinationPercent) {}

    /** What was found for one objective. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingStatus(
            String objective,
            String verdict,
            Double destination,
            Double source,
            Double limit,
            Long requests,
            String sentence) {}

    /** What is gathered at the present weight. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EvidenceStatus(
            String validFrom,
            TrafficStatus source,
            TrafficStatus destination,
            TrafficStatus reference,
            @JsonPropertyDescription("Requests that reached no cluster while everything was at the source, of all.")
                    LostStatus lost) {}

    /** So many of so many requests. */
    public record LostStatus(Long lost, Long requests) {}

    /** Counts of one side; latency by the bucket's upper edge in milliseconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrafficStatus(Long requests, Long failures, Map<String, Long> latency) {}

    /** One decision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryStatus(
            String time, PhaseName phase, Double destinationPercent, String verdict, ReasonStatus reason) {}
}
