package dev.gangway.bench.decision;

import java.util.List;

/** The simplest policy there is: climbs, looks at nothing but requests that failed, and goes back at so many of them. */
record Ladder(String name, int stepSeconds, List<Double> weights, int failuresTolerated) implements Policy {
    /** Stays at a weight, whatever happens. */
    static Ladder at(double weight) {
        return new Ladder("at " + weight, Integer.MAX_VALUE, List.of(weight), Integer.MAX_VALUE);
    }

    @Override
    public Run begin(List<Counts> history) {
        return new Run() {
            private int failures;

            @Override
            public Standing look(int seconds, Tick seen) {
                failures += seen == null ? 0 : seen.destination().failures;
                if (failures > failuresTolerated) {
                    return new Standing(0, End.ROLLED_BACK);
                }
                double weight = weights.get(Math.min(weights.size() - 1, seconds / stepSeconds));
                return new Standing(weight, weight == 1 ? End.COMPLETED : End.NOT_YET);
            }
        };
    }
}
