package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the judge goes on with after a restart. Every shift has one and it is written often: what is usual is left out. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvidenceStatus(
        @JsonPropertyDescription("The destination's share in per cent before the present one; 0 where it is missing.")
                BigDecimal previous,
        @JsonPropertyDescription("Since when the counts of source and destination are gathered, RFC 3339.")
                String validFrom,
        @JsonPropertyDescription("The end of the last window of metrics, RFC 3339.") String seenUntil,
        @JsonPropertyDescription("Since when the destination gets traffic, RFC 3339.") String raisedAt,
        @JsonPropertyDescription("Requests per second to both sides lately.") BigDecimal rate,
        @JsonPropertyDescription("The share of all requests that may usually reach no cluster; 1 where it is missing.")
                BigDecimal lostAtMost,
        @JsonPropertyDescription("Readings that saw the destination at the present weight.") Integer ticks,
        TrafficStatus source,
        TrafficStatus destination,
        @JsonPropertyDescription(
                        "Requests by the upper edge of their bucket in milliseconds: of the source and of the destination.")
                Map<String, List<Long>> latency,
        @JsonPropertyDescription(
                        "What is followed, by the way to be bad: ERRORS, SLUGGISH, SLOW, SLOWEST or TOO_SLOW; missing until the"
                                + " source's past is known.")
                Map<String, TrackStatus> tracks,
        DoubtStatus doubt,
        TrialStatus trial,
        WarmUpStatus warmUp) {

    /** Counts of one side. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrafficStatus(Long requests, Long failures) {}

    /** What is followed of one measure. Zeros at the end of a list are left out. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrackStatus(
            @JsonPropertyDescription(
                            "The latency in milliseconds that makes a request to the destination bad; the lower and upper"
                                    + " edge of the source's bucket that this is held against, and the bad part of it.")
                    List<BigDecimal> edge,
            @JsonPropertyDescription(
                            "The source before the shift: the share of bad requests and its standard error; how it varied"
                                    + " beyond chance over a reading, half a minute, a minute and five minutes; the"
                                    + " seconds of the longest burst and the worst share in one.")
                    List<BigDecimal> norm,
            @JsonPropertyDescription("How much was staked on harm, of 1, and the odds of each size of it.")
                    List<BigDecimal> harm,
            @JsonPropertyDescription(
                            "Bad requests and all requests of the source, and of the destination; older ones count for"
                                    + " less.")
                    List<BigDecimal> recent) {}

    /** Something looked wrong. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record DoubtStatus(
            @JsonPropertyDescription("DESTINATION or BOTH_SIDES.") String kind,
            @JsonPropertyDescription("The destination's share in per cent that was left for it.") BigDecimal percent,
            @JsonPropertyDescription("How often lately.") Integer times,
            @JsonPropertyDescription("When it was left last, RFC 3339.") String last) {}

    /** It looked harmful with next to nothing at the source, and was tried out beside a control. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TrialStatus(
            @JsonPropertyDescription("The destination's share in per cent that was left for it.") BigDecimal percent,
            @JsonPropertyDescription("Whether it was slow, and did not fail.") Boolean ofLatency,
            @JsonPropertyDescription("How often.") Integer times,
            @JsonPropertyDescription("Whether the source was then seen to suffer too.") Boolean explained) {}

    /** The destination is slow because it is new. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record WarmUpStatus(
            @JsonPropertyDescription("By which way to be slow it was found.") String measure,
            @JsonPropertyDescription("By how much the share of slow requests exceeded the reference.")
                    BigDecimal excess,
            @JsonPropertyDescription("When it was first found, RFC 3339.") String since,
            @JsonPropertyDescription("Until when it is not judged by latency, RFC 3339.") String until) {}
}
