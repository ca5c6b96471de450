package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.shift.TakenAlert.Wanted;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void shouldKnowAFiringByItsLabelsAndItsStart() {
        AlertBook book = AlertBook.EMPTY.with(alert("f1", 0, true));

        assertThat(book.knows("f1", START)).isTrue();
        assertThat(book.knows("f1", START.plusSeconds(1))).isFalse();
        assertThat(book.knows("f2", START)).isFalse();
        assertThat(book.resolved("f1", START, START).knows("f1", START))
                .as("over or not")
                .isTrue();
    }

    @Test
    void shouldHoldTheShiftUntilAllThatHoldItAreOver() {
        AlertBook book = AlertBook.EMPTY.with(alert("f1", 0, true)).with(alert("f2", 0, true));

        AlertBook one = book.resolved("f1", START, START.plusSeconds(60));
        assertThat(one.holds()).isTrue();
        assertThat(one.resolved("f2", START, START).holds()).isFalse();
        assertThat(one.alerts().get(0).resolvedAt()).contains(START.plusSeconds(60));
    }

    @Test
    void shouldNotTakeALaterFiringForOverByTheEndOfAnEarlierOne() {
        AlertBook book = AlertBook.EMPTY.with(alert("f1", 0, true)).with(alert("f1", 300, true));

        AlertBook after = book.resolved("f1", START.plusSeconds(200), START.plusSeconds(400));

        assertThat(after.isFiring("f1", START.plusSeconds(200))).isFalse();
        assertThat(after.isFiring("f1", START.plusSeconds(300))).isTrue();
        assertThat(after.holds()).isTrue();
    }

    @Test
    void shouldForgetWhatIsOverFirstThenWhatHoldsNothing() {
        AlertBook book = AlertBook.EMPTY.with(alert("holds", 0, true)).with(alert("rolls back", 0, false));
        for (int more = book.alerts().size(); more < AlertBook.MOST; more++) {
            book = book.with(alert("over " + more, 0, true)).resolved("over " + more, START, START);
        }

        AlertBook one = book.with(alert("n1", 0, true));
        assertThat(one.alerts()).hasSize(AlertBook.MOST).noneMatch(alert -> alert.fingerprint()
                .equals("over 2"));
        AlertBook full = one;
        for (int more = 3; more < AlertBook.MOST; more++) {
            full = full.with(alert("n" + more, 0, true));
        }
        assertThat(full.knows("rolls back", START)).isTrue();
        AlertBook fuller = full.with(alert("last", 0, true));
        assertThat(fuller.knows("rolls back", START)).isFalse();
        assertThat(fuller.knows("holds", START)).isTrue();
        assertThat(fuller.personResumes()).isFalse();
    }

    @Test
    void shouldLeaveResumingToAPersonWhenMoreHoldItThanCanBeRemembered() {
        AlertBook book = AlertBook.EMPTY;
        for (int more = 0; more < AlertBook.MOST; more++) {
            book = book.with(alert("f" + more, 0, true));
        }
        assertThat(book.personResumes()).isFalse();

        AlertBook more = book.with(alert("one more", 0, true));

        assertThat(more.personResumes()).isTrue();
        assertThat(more.resolved("f3", START, START).personResumes()).isTrue();
        assertThat(more.freed()).satisfies(freed -> {
            assertThat(freed.personResumes()).isFalse();
            assertThat(freed.holds()).isFalse();
        });
    }

    @Test
    void shouldHoldNoMoreThanItIsBoundTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AlertBook(Collections.nCopies(AlertBook.MOST + 1, alert("f", 0, true)), false))
                .withMessage("21 alerts; at most 20");
    }

    private static TakenAlert alert(String fingerprint, int later, boolean holds) {
        return new TakenAlert(
                "HighErrorRate",
                fingerprint,
                START.plusSeconds(later),
                holds ? Wanted.PAUSE : Wanted.ROLL_BACK,
                START.plusSeconds(later),
                Optional.empty(),
                holds,
                Optional.empty(),
                Optional.empty());
    }
}
