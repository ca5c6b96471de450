package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final Trial EXPLAINED = new Trial(Weight.ALL, false, 2, true);

    @Test
    void shouldCountThoseFromTheSameWeightAndRememberWhatExplainedThem() {
        assertThat(Trial.next(Optional.empty(), Weight.ALL, true)).isEqualTo(new Trial(Weight.ALL, true, 1, false));
        assertThat(Trial.next(Optional.of(EXPLAINED), Weight.ALL, true))
                .isEqualTo(new Trial(Weight.ALL, true, 3, true));
    }

    @Test
    void shouldBeginAnewFromAnotherWeight() {
        assertThat(Trial.next(Optional.of(EXPLAINED), new Weight(750), false))
                .isEqualTo(new Trial(new Weight(750), false, 1, false));
    }

    @Test
    void shouldHaveHappenedOnceAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Trial(Weight.ALL, false, 0, false));
    }
}
