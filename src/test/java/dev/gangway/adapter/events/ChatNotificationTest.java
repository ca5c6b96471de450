package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.fake.StubChat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatNotificationTest {
    private static final ShiftEvent ROLLS_BACK = ShiftEvents.event(
            Phase.Kind.SHIFTING, Phase.Kind.ROLLING_BACK, Reason.Cause.ALERT, "by <!channel> & \"others\" $1");
    private static final ChatNotification.Times SHORT =
            new ChatNotification.Times(Duration.ofSeconds(5), Duration.ofMillis(1));

    @TempDir
    Path scratch;

    private final StubChat chat = new StubChat();
    private Path secret;

    @BeforeEach
    void writeTheSecret() throws IOException {
        secret = Files.writeString(scratch.resolve("webhook"), chat.address() + "\n");
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void shouldTellTheChatInItsFormWithALinkToTheShift() {
        chat().announce(ROLLS_BACK);

        assertThat(chat.bodies)
                .containsExactly(
                        "{\"text\":\"*shop/cart-to-eks1* RollingBack, 0 %: by &lt;!channel&gt; &amp; \\\"others\\\" $1"
                                + " <https://gangway.example/?shift=shop/cart-to-eks1|Look at it>\"}");
    }

    @Test
    void shouldTellOnlyWhatIsWorthIt() {
        chat().announce(ShiftEvents.event(Phase.Kind.SHIFTING, Phase.Kind.SHIFTING));
        chat().announce(ShiftEvents.event(Phase.Kind.ROLLING_BACK, Phase.Kind.ROLLING_BACK));

        assertThat(chat.bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void shouldTryAgainWhatTheChatMayTakeLater(int status) {
        chat.answers.addAll(List.of(status, status));

        chat().announce(ROLLS_BACK);

        assertThat(chat.bodies).hasSize(3);
    }

    @Test
    void shouldGiveUpInTheEndAndSayNothingOfTheAddress() {
        chat.answers.addAll(List.of(503, 503, 503, 503, 503));

        assertThatThrownBy(() -> chat().announce(ROLLS_BACK))
                .satisfies(e -> assertThat(everything(e)).contains("HTTP 503").doesNotContain(StubChat.SECRET));
        assertThat(chat.bodies).hasSize(4);
    }

    @Test
    void shouldNotTryAgainWhatTheChatWillNeverTake() {
        chat.answers.add(404);

        assertThatThrownBy(() -> chat().announce(ROLLS_BACK)).hasMessage("the chat answers with HTTP 404");
        assertThat(chat.bodies).hasSize(1);
    }

    @Test
    void shouldNotFollowWhereItIsSentElsewhere() {
        chat.answers.add(302);

        assertThatThrownBy(() -> chat().announce(ROLLS_BACK)).hasMessage("the chat answers with HTTP 302");
    }

    @Test
    void shouldSayNothingOfTheAddressOfAChatThatIsNotThere() {
        chat.close();

        assertThatThrownBy(() -> chat().announce(ROLLS_BACK))
                .satisfies(e ->
                        assertThat(everything(e)).contains("does not answer").doesNotContain(StubChat.SECRET));
    }

    @Test
    void shouldReadTheAddressAnewEachTime() throws IOException {
        ChatNotification notification = chat();
        try (StubChat another = new StubChat()) {
            Files.writeString(secret, another.address());

            notification.announce(ROLLS_BACK);

            assertThat(another.bodies).hasSize(1);
            assertThat(chat.bodies).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/T000-B000-secret", "T000-B000-secret", "https://a b/T000-B000-secret"})
    void shouldSayThatTheFileHoldsNoAddressAndNotWhatItHolds(String text) throws IOException {
        Files.writeString(secret, text);

        assertThatThrownBy(() -> chat().announce(ROLLS_BACK))
                .satisfies(e -> assertThat(everything(e)).contains("webhook").doesNotContain(StubChat.SECRET));
    }

    @Test
    void shouldTellWithoutLinksWhereNoConsoleIsKnown() {
        assertThat(message(Optional.empty(), "{service} {source} {destination} {before} {cause} {link}")
                        .text(ROLLS_BACK))
                .isEqualTo("cart k8s2 eks1 Shifting ALERT");
    }

    @Test
    void shouldRefuseATemplateWithAWordThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message(Optional.empty(), "{shift} {weather}"))
                .withMessageStartingWith("gangway.chat.template: there is no {weather}; there are {link} and");
    }

    private ChatNotification chat() {
        return new ChatNotification(
                secret,
                message(
                        Optional.of(URI.create("https://gangway.example/")),
                        "*{shift}* {phase}, {percent} %: {reason} {link}"),
                SHORT);
    }

    private static ChatMessage message(Optional<URI> console, String template) {
        return new ChatMessage(Set.of(Phase.Kind.ROLLING_BACK, Phase.Kind.PAUSED), template, console);
    }

    /** What a log would have of it. */
    private static String everything(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.append(cause).append('\n');
            for (Throwable beside : cause.getSuppressed()) {
                words.append(beside).append('\n');
            }
        }
        return words.toString();
    }
}
