package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnMachineTest {
    @Test
    void shouldTakeWhatComesFromNoPage() {
        assertThat(OwnMachine.mayHaveSent(Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "https://[::1]:8443", "http://127.1.2.3:1"})
    void shouldTakeWhatItsOwnPagesSend(String origin) {
        assertThat(OwnMachine.mayHaveSent(Optional.of(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "http://localhost.elsewhere.example",
                "http://127.0.0.1.elsewhere.example",
                "http://127.0.0.1@elsewhere.example",
                "null",
                "",
                "http://",
                "http://a b"
            })
    void shouldTakeNothingThatOtherPagesSend(String origin) {
        assertThat(OwnMachine.mayHaveSent(Optional.of(origin))).isFalse();
    }
}
