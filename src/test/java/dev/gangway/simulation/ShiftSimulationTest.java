package dev.gangway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftLoop;
import dev.gangway.domain.shift.Phase;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of shifts under random faults: reads, records and writes that fail, come late or take effect unseen, clusters
 * that can't be reached, strangers who write too, people and alerts who change their minds, and processes that are killed
 * between any two calls. After every step the design's invariants are held against what really stands.
 */
class ShiftSimulationTest {
    private static final long SEED = Long.getLong("gangway.simulation.seed", 20250115L);
    private static final int WORLDS = Integer.getInteger("gangway.simulation.worlds", 150);

    private final Logger log = Logger.getLogger(ShiftLoop.class.getName());
    private Level level;

    @BeforeEach
    void quiet() {
        level = log.getLevel();
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void loud() {
        log.setLevel(level);
    }

    @Test
    void shouldKeepTheInvariantsWhateverGoesWrongAndComeToRestWhenItStops() {
        System.out.printf("ShiftSimulationTest: -Dgangway.simulation.seed=%d%n", SEED);
        Tally tally = new Tally();
        for (int world = 0; world < WORLDS; world++) {
            new Trial(SEED, world, tally).run();
        }
        System.out.println("ShiftSimulationTest: " + tally);

        assertThat(tally.shifts()).isGreaterThanOrEqualTo(WORLDS * Population.SERVICES);
        assertThat(tally.crashes()).as("crashes").isPositive();
        assertThat(tally.pausesForLackOfMetrics())
                .as("pauses for lack of metrics")
                .isGreaterThan(WORLDS / 2);
        assertThat(tally.ended(Phase.Kind.SUCCEEDED)).as("succeeded").isGreaterThan(tally.shifts() / 5);
        assertThat(tally.ended(Phase.Kind.ROLLED_BACK)).as("rolled back").isGreaterThan(tally.shifts() / 5);
        assertThat(tally.rollbacksWithoutHarm())
                .as("rollbacks of destinations as good as their sources, seed %d", SEED)
                .isLessThanOrEqualTo(tally.shifts() / 100);
    }
}
