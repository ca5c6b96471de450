package dev.gangway.bench.decision;

import java.util.List;

/**
 * Kayenta, as the NetflixACAJudge of spinnaker/kayenta@a69573b scores: 10, 25 and 50 % for ten minutes each. Each of these
 * stages is an analysis of its own (lifetimeDurationMins 10, analysisIntervalMins 5, lookbackMins 0), judged after five
 * minutes and after ten by all samples since it began.
 */
final class KayentaPolicy implements Policy {
    @Override
    public String name() {
        return "kayenta";
    }

    @Override
    public Run begin(List<Counts> history) {
        return new KayentaRun();
    }
}
