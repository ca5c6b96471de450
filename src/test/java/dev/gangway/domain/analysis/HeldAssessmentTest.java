package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldAssessmentTest {
    private static final Weight LOWER = new Weight(10);

    @Test
    void shouldNotRise() {
        Assessment held = assessment(Verdict.HEALTHY, Optional.of(new Weight(500)), "as good")
                .held("why");

        assertThat(held.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(held.advised()).isEmpty();
        assertThat(held.summary()).isEqualTo("why; as good");
        assertThat(held.evidence()).isEqualTo(Evidence.NONE);
    }

    @Test
    void shouldSayFirstWhyItWaits() {
        assertThat(assessment(Verdict.INCONCLUSIVE, Optional.empty(), "needs 3 more requests")
                        .held("why")
                        .summary())
                .isEqualTo("why; needs 3 more requests");
        assertThat(assessment(Verdict.HEALTHY, Optional.empty(), "").held("why").summary())
                .isEqualTo("why");
    }

    @Test
    void shouldStillFall() {
        Assessment harm = assessment(Verdict.DEGRADED, Optional.empty(), "harm");
        Assessment doubt = assessment(Verdict.INCONCLUSIVE, Optional.of(LOWER), "looking closer");

        assertThat(harm.held("why")).isSameAs(harm);
        assertThat(doubt.held("why")).isSameAs(doubt);
    }

    private static Assessment assessment(Verdict verdict, Optional<Weight> advised, String summary) {
        return new Assessment(verdict, advised, Evidence.NONE, List.of(), summary);
    }
}
