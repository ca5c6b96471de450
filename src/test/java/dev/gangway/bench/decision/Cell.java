package dev.gangway.bench.decision;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.DoubleStream;

/** What one policy made of one scenario: a row of decision.json. Null where there is nothing to say. */
@JsonPropertyOrder({
    "scenario",
    "policy",
    "healthy",
    "runs",
    "rollbackRate",
    "rollbackLow",
    "rollbackHigh",
    "doneRate",
    "exposureMedian",
    "exposureP95",
    "delayMedianSeconds",
    "completionMedianSeconds"
})
record Cell(
        String scenario,
        String policy,
        boolean healthy,
        int runs,
        double rollbackRate,
        double rollbackLow,
        double rollbackHigh,
        double doneRate,
        double exposureMedian,
        double exposureP95,
        Double delayMedianSeconds,
        Double completionMedianSeconds) {

    static Cell of(String scenario, String policy, boolean healthy, List<Outcome> outcomes) {
        int runs = outcomes.size();
        int rolledBack = (int) outcomes.stream().filter(Outcome::isRolledBack).count();
        Wilson limits = Wilson.of(rolledBack, runs);
        double[] exposures = sorted(outcomes.stream().mapToDouble(Outcome::exposure));
        double[] delays = sorted(outcomes.stream()
                .filter(outcome -> !healthy && outcome.delay().isPresent())
                .mapToDouble(outcome -> outcome.delay().getAsInt()));
        double[] completions =
                sorted(outcomes.stream().filter(Outcome::isDone).mapToDouble(outcome -> outcome.completed()
                        .getAsInt()));
        return new Cell(
                scenario,
                policy,
                healthy,
                runs,
                rounded(rolledBack / (double) runs),
                rounded(limits.low()),
                rounded(limits.high()),
                rounded(completions.length / (double) runs),
                rounded(quantile(exposures, 0.5)),
                rounded(quantile(exposures, 0.95)),
                delays.length == 0 ? null : quantile(delays, 0.5),
                completions.length == 0 ? null : quantile(completions, 0.5));
    }

    /** The quantile of sorted numbers, in between two of them where it falls there. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static double[] sorted(DoubleStream numbers) {
        return numbers.sorted().toArray();
    }

    /** More digits than these are noise, and would make the file's differences unreadable. */
    private static double rounded(double number) {
        return Math.round(number * 1e4) / 1e4;
    }
}
