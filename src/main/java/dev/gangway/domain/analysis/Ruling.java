package dev.gangway.domain.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule comes to, and what is to be remembered of it.
 *
 * @param forgetsErrors whether the evidence of harm by errors begins anew
 * @param forgetsLatency whether the evidence of harm by latency begins anew
 */
record Ruling(
        Conclusion conclusion,
        Optional<Doubt> doubt,
        Optional<WarmUp> warmUp,
        boolean forgetsErrors,
        boolean forgetsLatency) {

    static Ruling of(Look look, Conclusion conclusion) {
        return new Ruling(conclusion, look.gathered().doubt(), look.gathered().warmUp(), false, false);
    }

    Ruling remembering(Doubt another) {
        return new Ruling(conclusion, Optional.of(another), warmUp, forgetsErrors, forgetsLatency);
    }

    /** What was found while the destination was cold says nothing of it when it is warm. */
    Ruling remembering(WarmUp another) {
        return new Ruling(conclusion, doubt, Optional.of(another), forgetsErrors, true);
    }

    /** What was gathered without a control does not count with one. */
    Ruling forgettingAll() {
        return new Ruling(conclusion, doubt, warmUp, true, true);
    }

    Evidence evidence(Look look) {
        List<Track> tracks = new ArrayList<>(look.ticks().size());
        for (TrackTick tick : look.ticks()) {
            boolean forgotten = tick.isLatency() ? forgetsLatency : forgetsErrors;
            tracks.add(forgotten ? tick.track().with(HarmEvidence.NONE) : tick.track());
        }
        return look.gathered().with(tracks, doubt, warmUp);
    }
}
