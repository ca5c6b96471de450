package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Doubt.Kind;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtTest {
    private static final Weight QUARTER = new Weight(250);
    private static final Doubt TWICE = new Doubt(Kind.DESTINATION, QUARTER, 2, START);

    @Test
    void shouldBeginWithTheFirst() {
        assertThat(Doubt.again(Optional.empty(), Kind.DESTINATION, QUARTER, START))
                .isEqualTo(new Doubt(Kind.DESTINATION, QUARTER, 1, START));
    }

    @Test
    void shouldCountTheSameDoubtAtTheSameWeight() {
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, START.plusSeconds(1799)))
                .isEqualTo(new Doubt(Kind.DESTINATION, QUARTER, 3, START.plusSeconds(1799)));
    }

    @Test
    void shouldBeginAnewForAnotherDoubtAnotherWeightOrOneThatIsLongAgo() {
        assertThat(Doubt.again(Optional.of(TWICE), Kind.BOTH_SIDES, QUARTER, START)
                        .times())
                .isEqualTo(1);
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, Weight.ALL, START)
                        .times())
                .isEqualTo(1);
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, START.plusSeconds(1800))
                        .times())
                .isEqualTo(1);
    }

    @Test
    void shouldCountOnlyWhatCameSoLately() {
        Duration lately = Duration.ofMinutes(4);

        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, START.plusSeconds(239), lately)
                        .times())
                .isEqualTo(3);
        assertThat(Doubt.again(Optional.of(TWICE), Kind.DESTINATION, QUARTER, START.plusSeconds(240), lately)
                        .times())
                .isEqualTo(1);
    }

    @Test
    void shouldHaveHappenedOnceAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubt(Kind.DESTINATION, QUARTER, 0, START));
    }
}
