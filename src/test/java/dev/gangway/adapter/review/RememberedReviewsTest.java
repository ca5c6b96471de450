package dev.gangway.adapter.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.access.Act;
import dev.gangway.control.access.Identity;
import dev.gangway.control.access.Permission;
import dev.gangway.control.access.ReviewUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedReviewsTest {
    private static final Duration LASTS = Duration.ofSeconds(10);
    private static final Identity ANA = new Identity("ana", "7", List.of("sre"), Map.of());
    private static final Identity BOB = new Identity("bob", "8", List.of(), Map.of());

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> asked = new ArrayList<>();
    private Optional<Identity> answer = Optional.of(ANA);
    private boolean answers = true;
    private final RememberedTokens tokens = new RememberedTokens(this::review, LASTS, nanos::get);

    private Optional<Identity> review(String token) {
        asked.add(token);
        if (!answers) {
            throw new ReviewUnavailableException("nobody answers", null);
        }
        return answer;
    }

    @Test
    void shouldAskOnceForATokenInSomeSeconds() {
        assertThat(tokens.review("one")).contains(ANA);
        pass(LASTS.minusMillis(1));
        assertThat(tokens.review("one")).contains(ANA);

        assertThat(asked).containsExactly("one");
    }

    @Test
    void shouldForgetWhoATokenWasWhenTheSecondsAreOver() {
        assertThat(tokens.review("one")).contains(ANA);
        answer = Optional.empty();
        pass(LASTS);

        assertThat(tokens.review("one")).isEmpty();
        assertThat(tokens.review("one")).isEmpty();
        assertThat(asked).containsExactly("one", "one");
    }

    @Test
    void shouldNotTakeOneTokenForAnother() {
        assertThat(tokens.review("one")).contains(ANA);
        answer = Optional.of(BOB);

        assertThat(tokens.review("two")).contains(BOB);
    }

    @Test
    void shouldNotRememberThatNobodyAnswered() {
        answers = false;
        assertThatThrownBy(() -> tokens.review("one")).isInstanceOf(ReviewUnavailableException.class);
        answers = true;

        assertThat(tokens.review("one")).contains(ANA);
    }

    @Test
    void shouldAskEachTimeWhereNothingIsToBeRemembered() {
        RememberedTokens forgetful = new RememberedTokens(this::review, Duration.ZERO, nanos::get);

        assertThat(forgetful.review("one")).contains(ANA);
        assertThat(forgetful.review("one")).contains(ANA);
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldRememberNoMoreThanThereIsRoomFor() {
        Remembered<Integer, String> known = new Remembered<>(LASTS, nanos::get);

        IntStream.range(0, Remembered.MOST * 2)
                .forEach(one -> assertThat(known.get(one, () -> "x")).isEqualTo("x"));

        assertThat(known.size()).isLessThanOrEqualTo(Remembered.MOST);
    }

    @Test
    void shouldRememberWhatSomebodyMayDoForThemAloneAndThatAlone() {
        List<String> questions = new ArrayList<>();
        RememberedAccess access = new RememberedAccess(
                (who, act) -> questions.add(who.name() + " " + act.words()) && who.equals(ANA), LASTS, nanos::get);
        Act pause = new Act(Permission.PAUSE_SHIFT, "shop", "checkout");
        Act elsewhere = new Act(Permission.PAUSE_SHIFT, "billing", "checkout");

        assertThat(access.allows(ANA, pause)).isTrue();
        assertThat(access.allows(ANA, pause)).isTrue();
        assertThat(access.allows(BOB, pause)).isFalse();
        assertThat(access.allows(BOB, pause)).isFalse();
        assertThat(access.allows(ANA, elsewhere)).isTrue();
        assertThat(questions).hasSize(3);
        pass(LASTS);
        assertThat(access.allows(ANA, pause)).isTrue();
        assertThat(questions).hasSize(4);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
