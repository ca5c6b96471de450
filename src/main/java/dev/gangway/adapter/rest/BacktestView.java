package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.backtest.BacktestReport;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of placebo shifts, as the interface and the command line show it.
 *
 * @param mistakes the first few rollbacks for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacktestView(
        @Schema(examples = "shop") String namespace,
        @Schema(examples = "checkout") String service,
        @Schema(description = "The cluster whose traffic was played.", examples = "k8s2") String source,
        @Schema(description = "Where the record begins.") Instant from,
        @Schema(description = "Where it ends.") Instant to,
        @Schema(description = "How much of that time is recorded: without gaps.", examples = "86400")
                double recordedSeconds,
        @Schema(description = "How many looks that makes.", examples = "8640") int windows,
        @Schema(description = "How long a look is: no time below is finer.", examples = "10") double windowSeconds,
        @Schema(description = "To the source, on an average.", examples = "20.1") double requestsPerSecond,
        @Schema(description = "How many shifts were played in each scenario.", examples = "100") int placebos,
        @Schema(description = "Plays the same shifts again.", examples = "1") long seed,
        @Schema(description = "The service as it was: each rollback is one for nothing.") OutcomeView healthy,
        @Schema(description = "The same with failures added at the destination, from the first step on.")
                List<OutcomeView> regressions,
        List<MistakeView> mistakes) {

    /** How the shifts of one scenario went. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutcomeView(
            @Schema(
                            description = "The share of the destination's good requests that were made to fail.",
                            examples = "0.05")
                    double failing,
            ShareView rolledBack,
            @Schema(description = "Neither succeeded nor rolled back when the record, or six hours, ended.")
                    int unfinished,
            @Schema(description = "Of those that were not rolled back: from the start to 100 % at the destination.")
                    QuantilesView secondsToAll,
            @Schema(description = "Of all: from the first step to the rollback.") QuantilesView secondsToRollback,
            @Schema(description = "Requests of a shift that failed only because they went to the destination.")
                    FailuresView addedFailures) {}

    /** So many of all, with the 95 % limits of the share behind it, by Wilson. */
    public record ShareView(int count, int of, double ratio, double low, double high) {}

    /** Missing where that many never came so far. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QuantilesView(Double median, Double p90) {}

    /** Of the shifts; {@code expected} is the mean. */
    public record FailuresView(double median, double p95, double expected) {}

    /** A rollback for nothing. */
    public record MistakeView(Instant began, Instant at, String why) {}

    /** The same for the outside. */
    public static BacktestView of(BacktestReport report) {
        BacktestReport.RecordSummary record = report.record();
        return new BacktestView(
                report.service().namespace(),
                report.service().name(),
                record.source().value(),
                record.from(),
                record.to(),
                record.recorded().toMillis() / 1000.0,
                record.windows(),
                record.window().toMillis() / 1000.0,
                record.requestsPerSecond(),
                report.placebos(),
                report.seed(),
                outcome(report.healthy()),
                report.regressions().stream().map(BacktestView::outcome).toList(),
                report.mistakes().stream()
                        .map(mistake -> new MistakeView(mistake.began(), mistake.at(), mistake.why()))
                        .toList());
    }

    private static OutcomeView outcome(BacktestReport.Outcome outcome) {
        BacktestReport.Share back = outcome.rolledBack();
        BacktestReport.Failures added = outcome.addedFailures();
        return new OutcomeView(
                outcome.failing(),
                new ShareView(back.count(), back.of(), back.ratio(), back.low(), back.high()),
                outcome.unfinished(),
                quantiles(outcome.secondsToAll()),
                quantiles(outcome.secondsToRollback()),
                new FailuresView(added.median(), added.p95(), added.expected()));
    }

    private static QuantilesView quantiles(BacktestReport.Quantiles quantiles) {
        return new QuantilesView(orNull(quantiles.median()), orNull(quantiles.p90()));
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
