package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Doubt.Kind;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtTest {
    private static final Weight QUARTER = new Weight(250);
    private static final Doubt TWICE = new Doubt(Kind.DESTINATION, QUARTER, 2, START);

    @Test
    void shouldBeginWithTheFirst() {
        assertThat(Doubt.again(Optional.empty(), Kind.DESTINATION, QUARTER, START, true))
                .isEqualTo(new Doubt(Kind.DESTINATION, QUARTER, 1, START));
    }

    @Test
    void shouldCountTheSameDoubtAtTheSameWeightHoweverLongTheClimbTook() {
        Instant aDayLater = START.plusSeconds(86_400);

        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, aDayLater, true))
                .isEqualTo(new Doubt(Kind.DESTINATION, QUARTER, 3, aDayLater));
    }

    @Test
    void shouldBeginAnewForAnotherDoubtAnotherWeightOrOneThatWasReachedLongAgo() {
        assertThat(Doubt.again(Optional.of(TWICE), Kind.BOTH_SIDES, QUARTER, START, true)
                        .times())
                .isEqualTo(1);
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, Weight.ALL, START, true)
                        .times())
                .isEqualTo(1);
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, START, false)
                        .times())
                .isEqualTo(1);
    }

    @Test
    void shouldHaveHappenedOnceAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubt(Kind.DESTINATION, QUARTER, 0, START));
    }
}
