package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import org.junit.jupiter.api.Test;

class JudgedTickTest {
    @Test
    void shouldBeATickOnWhichThereIsSomethingToJudge() {
        assertThat(new JudgedTick().judge().verdict()).isEqualTo(Verdict.HEALTHY);
    }
}
