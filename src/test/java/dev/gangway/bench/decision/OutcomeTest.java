package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Counts NONE = Draws.NONE;

    /** A world in which the n-th tick has n requests at the source, and one is harmed from the tenth on. */
    private static final class Counting implements World {
        @Override
        public List<Counts> history() {
            return List.of();
        }

        @Override
        public Tick before() {
            return new Tick(counts(-1), NONE);
        }

        @Override
        public Lived live(int tick, double weight) {
            return new Lived(new Tick(counts(tick), NONE), tick < 10 ? 0 : weight, 0, tick >= 10);
        }

        private static Counts counts(int number) {
            return new Counts(number, 0, NONE.served, NONE.failed);
        }
    }

    /** Writes down what it sees, and stands as it was told. */
    private static final class Writing implements Policy, Policy.Run {
        private final List<String> seen = new ArrayList<>();
        private final int completes;
        private final int goesBack;

        Writing(int completes, int goesBack) {
            this.completes = completes;
            this.goesBack = goesBack;
        }

        @Override
        public String name() {
            return "writing";
        }

        @Override
        public Run begin(List<Counts> history) {
            return this;
        }

        @Override
        public Standing look(int seconds, Tick tick) {
            seen.add(seconds + " s: " + (tick == null ? "nothing" : tick.source().requests));
            return seconds >= goesBack
                    ? new Standing(0, End.ROLLED_BACK)
                    : new Standing(0.5, seconds >= completes ? End.COMPLETED : End.NOT_YET);
        }
    }

    @Test
    void shouldShowEveryTickOneTickLate() {
        Writing policy = new Writing(9999, 20);
        Outcome.of(policy, new Counting());

        // At 5 s the tick that ended at 0 s, before the shift; at 10 s its first, from 0 s to 5 s.
        assertThat(policy.seen).containsExactly("0 s: nothing", "5 s: -1", "10 s: 0", "15 s: 1", "20 s: 2");
    }

    @Test
    void shouldAddUpHarmUntilItGoesBack() {
        Outcome outcome = Outcome.of(new Writing(9999, 100), new Counting());

        // Harm from 50 s on, half a request a tick: 10 ticks until 100 s.
        assertThat(outcome.exposure()).isEqualTo(5);
        assertThat(outcome.onset()).hasValue(50);
        assertThat(outcome.delay()).hasValue(50);
        assertThat(outcome.isDone()).isFalse();
    }

    @Test
    void shouldAddUpHarmOfTheWholeHourIfItNeverGoesBack() {
        Outcome outcome = Outcome.of(new Writing(200, 9999), new Counting());

        assertThat(outcome.exposure()).isEqualTo((720 - 10) / 2.0);
        assertThat(outcome.completed()).hasValue(200);
        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.delay()).isEmpty();
    }

    @Test
    void shouldNotBeDoneIfItGoesBackWhileItWatches() {
        Outcome outcome = Outcome.of(new Writing(200, 3600), new Counting());

        assertThat(outcome.completed()).hasValue(200);
        assertThat(outcome.rolledBack()).hasValue(3600);
        assertThat(outcome.isDone()).isFalse();
    }

    @Test
    void shouldSayInWhichRunAPolicyBroke() {
        Policy broken = Ladder.at(1.5);

        assertThatThrownBy(() -> Outcome.of(broken, new Counting(), () -> "run 3"))
                .hasMessageContaining("at 1.5 broke in run 3")
                .hasMessageContaining("A weight is from 0 to 1");
    }
}
