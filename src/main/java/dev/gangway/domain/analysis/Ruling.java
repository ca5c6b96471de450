package dev.gangway.domain.analysis;

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
        Optional<Trial> trial,
        Optional<WarmUp> warmUp,
        boolean forgetsErrors,
        boolean forgetsLatency) {

    static Ruling of(Look look, Conclusion conclusion) {
        return new Ruling(
                conclusion,
                look.gathered().doubt(),
                look.trial(),
                look.gathered().warmUp(),
                false,
                false);
    }

    Ruling remembering(Doubt another) {
        return new Ruling(conclusion, Optional.of(another), trial, warmUp, forgetsErrors, forgetsLatency);
    }

    Ruling remembering(Trial another) {
        return new Ruling(conclusion, doubt, Optional.of(another), warmUp, forgetsErrors, forgetsLatency);
    }

    /** What was found while the destination was cold says nothing of it when it is warm. */
    Ruling remembering(WarmUp another) {
        return new Ruling(conclusion, doubt, trial, Optional.of(another), forgetsErrors, true);
    }

    /** What was gathered without a control does not count with one. */
    Ruling forgettingAll() {
        return new Ruling(conclusion, doubt, trial, warmUp, true, true);
    }

    Evidence evidence(Look look) {
        Track[] tracks = new Track[look.ticks().size()];
        for (int i = 0; i < tracks.length; i++) {
            TrackTick tick = look.ticks().get(i);
            boolean forgotten = tick.isLatency() ? forgetsLatency : forgetsErrors;
            tracks[i] = forgotten ? tick.track().with(HarmEvidence.NONE) : tick.track();
        }
        return look.gathered().with(List.of(tracks), doubt, trial, warmUp);
    }
}
