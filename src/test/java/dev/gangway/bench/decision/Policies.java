package dev.gangway.bench.decision;

import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.Mechanism;
import dev.gangway.domain.shift.Pacing;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The policies that are measured. */
final class Policies {
    /** The one that the others are compared with. */
    static final String GANGWAY = "gangway";

    private Policies() {}

    static List<Policy> all() {
        return List.of(
                new GangwayPolicy(),
                FlaggerPolicy.everyMinute(),
                FlaggerPolicy.everyFifteenSeconds(),
                new ArgoPolicy(),
                new KayentaPolicy());
    }

    /** Gangway whole, and without one of its judge's mechanisms each, or without the time that it takes at the end. */
    static List<Policy> ablation() {
        Stream<Policy> lame = Arrays.stream(Mechanism.values())
                .map(left -> without(left.name(), new Judge(EnumSet.complementOf(EnumSet.of(left))), Pacing.DEFAULT));
        Pacing whole = Pacing.DEFAULT;
        Stream<Policy> hasty = Stream.of(
                without(
                        "BAKE",
                        new Judge(),
                        new Pacing(whole.propagation(), whole.soak(), Duration.ZERO, whole.watch())),
                without(
                        "WATCH",
                        new Judge(),
                        new Pacing(whole.propagation(), whole.soak(), whole.bake(), Duration.ZERO)));
        return Stream.of(Stream.<Policy>of(new GangwayPolicy()), lame, hasty)
                .flatMap(Function.identity())
                .toList();
    }

    private static Policy without(String what, Judge judge, Pacing pacing) {
        return new GangwayPolicy(GANGWAY + " without " + what, judge, pacing);
    }
}
