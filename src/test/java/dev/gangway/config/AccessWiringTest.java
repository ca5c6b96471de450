package dev.gangway.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.config.GangwayConfig.Access.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessWiringTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.8.8", "::1"})
    void shouldBeOpenWhereNobodyElseReachesIt(String host) {
        assertThatCode(() -> AccessWiring.requireLoopback(Mode.OPEN, host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "gangway.invalid", "10.0.0.1"})
    void shouldNeverBeOpenToOthers(String host) {
        assertThatThrownBy(() -> AccessWiring.requireLoopback(Mode.OPEN, host))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("leave the mode at kubernetes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1"})
    void shouldServeOthersWhereTheyAreAskedWhoTheyAre(String host) {
        assertThatCode(() -> AccessWiring.requireLoopback(Mode.KUBERNETES, host))
                .doesNotThrowAnyException();
    }
}
