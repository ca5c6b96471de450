package dev.gangway.adapter.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.access.WebhookTokens;
import dev.gangway.control.access.WebhookTokens.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTokenFileTest {
    private static final String OLD = "the-token-of-yesterday";
    private static final String NEW = "the-token-of-tomorrow";

    @TempDir
    Path mounted;

    private Path file;
    private WebhookTokens tokens;

    @BeforeEach
    void mount() throws IOException {
        file = Files.writeString(mounted.resolve("token"), OLD + "\n");
        tokens = new WebhookTokenFile(Optional.of(file));
    }

    @Test
    void shouldKnowItsToken() {
        assertThat(standing(OLD)).isEqualTo(Standing.OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {NEW, "", "the-token-of-yesterda", "the-token-of-yesterdayy", "THE-TOKEN-OF-YESTERDAY"})
    void shouldKnowNoOther(String token) {
        assertThat(standing(token)).isEqualTo(Standing.FOREIGN);
    }

    @Test
    void shouldNotTakeNoTokenForOne() {
        assertThat(tokens.of(Optional.empty())).isEqualTo(Standing.FOREIGN);
    }

    @Test
    void shouldTakeANewTokenBesideTheOldOneAndThenAlone() throws IOException {
        Files.writeString(file, "  " + NEW + "\r\n\n" + OLD);
        assertThat(standing(NEW)).isEqualTo(Standing.OURS);
        assertThat(standing(OLD)).isEqualTo(Standing.OURS);

        Files.writeString(file, NEW);
        assertThat(standing(NEW)).isEqualTo(Standing.OURS);
        assertThat(standing(OLD)).isEqualTo(Standing.FOREIGN);
    }

    @Test
    void shouldNotBeSetUpWithoutAToken() throws IOException {
        assertThat(new WebhookTokenFile(Optional.empty()).of(Optional.of(OLD))).isEqualTo(Standing.NOT_SET_UP);
        Files.writeString(file, "\n \n");
        assertThat(standing("")).isEqualTo(Standing.NOT_SET_UP);
        Files.delete(file);
        assertThat(standing(OLD)).isEqualTo(Standing.NOT_SET_UP);
    }

    @Test
    void shouldNotCountATokenThatCanBeGuessed() throws IOException {
        Files.writeString(file, "password\n" + NEW);
        assertThat(standing("password")).isEqualTo(Standing.FOREIGN);
        assertThat(standing(NEW)).isEqualTo(Standing.OURS);

        Files.writeString(file, "password");
        assertThat(standing("password")).isEqualTo(Standing.NOT_SET_UP);
    }

    private Standing standing(String token) {
        return tokens.of(Optional.of(token));
    }
}
