package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;

/** Before the first step there is only the source: enough of its past, and that it works, is what the first step needs. */
record AtBaseline(Objectives objectives, Ladder ladder, TrafficSplit split, Evidence gathered, boolean startsByRate) {
    /** Above this the source itself is broken, and nothing can be judged by it. */
    private static final double BROKEN = 0.5;

    /** Requests per second that the destination should get at the first step. */
    static final double FIRST_RATE = 0.25;

    Assessment assess() {
        return conclusion().of(gathered, objectives.protocol(), split);
    }

    private Conclusion conclusion() {
        Norm errors = gathered.tracks().get(0).norm();
        if (errors.ratio() > BROKEN) {
            return Conclusion.hold(Ground.SOURCE_BROKEN, errors.ratio());
        }
        boolean byRate = startsByRate && objectives.risk().pace() == Objectives.Pace.EVIDENCE;
        return Conclusion.advance(
                !byRate ? ladder.rungs().get(0) : ladder.start(FIRST_RATE / Math.max(1e-9, gathered.rate())),
                Ground.SOURCE_KNOWN,
                errors.ratio());
    }
}
