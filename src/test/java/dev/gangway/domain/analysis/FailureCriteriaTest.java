package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCriteriaTest {

    @Test
    void shouldCountByDefaultWhatIsTheServersFault() {
        assertThat(FailureCriteria.DEFAULT.codes()).containsExactlyInAnyOrder("5xx", "0");
        assertThat(FailureCriteria.DEFAULT.grpcStatuses()).containsExactlyInAnyOrder(2, 4, 8, 13, 14, 15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "5", "5x", "5..", "600", "6xx", "503|.*", "5xx\"", "-1", "\u0665xx"})
    void shouldRefuseWhatIsNoCode(String code) {
        assertThatThrownBy(() -> new FailureCriteria(Set.of(code), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error code '" + code + "' is not of the form 503, 5xx or 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 17})
    void shouldRefuseWhatIsNoStatusOfAFailure(int status) {
        assertThatThrownBy(() -> new FailureCriteria(Set.of(), Set.of(status)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gRPC status " + status + " is not between 1 and 16");
    }
}
