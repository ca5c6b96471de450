package dev.gangway.bench.decision;

import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.Mechanism;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

    /** Gangway whole, and without one of its judge's mechanisms each. */
    static List<Policy> ablation() {
        Stream<Policy> lame = Arrays.stream(Mechanism.values())
                .map(left -> new GangwayPolicy(
                        GANGWAY + " without " + left, new Judge(EnumSet.complementOf(EnumSet.of(left)))));
        return Stream.concat(Stream.of(new GangwayPolicy()), lame).toList();
    }
}
