package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KayentaLabelTest {
    @Test
    void shouldScoreEachGroupByItsShare() {
        assertThat(KayentaLabel.score(List.of(KayentaLabel.PASS, KayentaLabel.PASS)))
                .isEqualTo(100);
        assertThat(KayentaLabel.score(List.of(KayentaLabel.PASS, KayentaLabel.HIGH)))
                .isEqualTo(50);
        assertThat(KayentaLabel.score(List.of(KayentaLabel.HIGH, KayentaLabel.HIGH)))
                .isZero();
    }

    @Test
    void shouldScoreNothingOnceHalfOfTheMetricsHaveNoData() {
        assertThat(KayentaLabel.score(List.of(KayentaLabel.NODATA, KayentaLabel.PASS)))
                .isZero();
        assertThat(KayentaLabel.score(List.of(KayentaLabel.NODATA, KayentaLabel.PASS, KayentaLabel.PASS)))
                .isEqualTo(100);
    }

    @Test
    void shouldLeaveAnErrorOut() {
        assertThat(KayentaLabel.score(List.of(KayentaLabel.ERROR, KayentaLabel.PASS)))
                .isEqualTo(100);
    }
}
