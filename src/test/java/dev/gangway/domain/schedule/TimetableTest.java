package dev.gangway.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inside of a window and outside of every freeze, and what is said until then. */
class TimetableTest {
    private static final Window OFFICE =
            WindowTest.window(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "09:00", "17:00");
    private static final Freeze CHRISTMAS = freeze("2026-12-18T16:00:00Z", "2027-01-04T00:00:00Z", "Christmas");

    @Test
    void shouldBeOpenAtAnyTimeWhereNobodySaysOtherwise() {
        assertThat(Timetable.ALWAYS.closure(Instant.parse("2026-11-28T03:00:00Z")))
                .isEmpty();
    }

    @Test
    void shouldBeOpenInsideOfAWindowAndOutsideOfEveryFreeze() {
        Timetable timetable = new Timetable(List.of(OFFICE), List.of(CHRISTMAS));

        assertThat(timetable.closure(Instant.parse("2026-11-26T10:00:00Z"))).isEmpty();
        assertThat(timetable.closure(Instant.parse("2026-12-21T10:00:00Z"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-27T05:50:00Z | opens in 2 h 10 min, at 2026-11-27T09:00+01:00",
                "2026-11-27T05:53:20Z | opens in 2 h 10 min, at 2026-11-27T09:00+01:00",
                "2026-11-27T07:00:00Z | opens in 1 h, at 2026-11-27T09:00+01:00",
                "2026-11-27T07:58:59Z | opens in 2 min, at 2026-11-27T09:00+01:00",
                "2026-11-27T07:59:59Z | opens in 1 min, at 2026-11-27T09:00+01:00",
                "2026-11-27T16:00:00Z | opens in 2 d 16 h, at 2026-11-30T09:00+01:00",
            })
    void shouldSayWhatItWaitsForAndWhenThatComes(Instant at, String opens) {
        assertThat(words(new Timetable(List.of(OFFICE), List.of()), at))
                .isEqualTo("waits for the window Mon-Fri 09:00-17:00 Europe/Berlin, " + opens);
    }

    @Test
    void shouldNameTheWindowThatOpensNext() {
        Window sunday = WindowTest.window(EnumSet.of(DayOfWeek.SUNDAY), "10:00", "12:00");

        assertThat(words(new Timetable(List.of(OFFICE, sunday), List.of()), Instant.parse("2026-11-28T09:00:00Z")))
                .isEqualTo("waits for the window Sun 10:00-12:00 Europe/Berlin, opens in 1 d,"
                        + " at 2026-11-29T10:00+01:00");
    }

    @Test
    void shouldWaitForTheWindowAfterAFreeze() {
        assertThat(words(new Timetable(List.of(OFFICE), List.of(CHRISTMAS)), Instant.parse("2027-01-02T10:00:00Z")))
                .isEqualTo("waits for the end of the freeze 'Christmas' at 2027-01-04T00:00:00Z, opens in 1 d 22 h,"
                        + " at 2027-01-04T09:00+01:00");
    }

    @Test
    void shouldWaitForTheLastOfFreezesThatFollowEachOther() {
        Freeze more = freeze("2027-01-03T00:00:00Z", "2027-01-05T12:30:00Z", "");

        assertThat(new Timetable(List.of(OFFICE), List.of(more, CHRISTMAS))
                        .closure(Instant.parse("2026-12-21T10:00:00Z"))
                        .orElseThrow()
                        .opensAt())
                .contains(Instant.parse("2027-01-05T12:30:00Z"));
    }

    @Test
    void shouldOpenInTheInstantInWhichAFreezeEnds() {
        Timetable timetable = new Timetable(List.of(), List.of(CHRISTMAS));

        assertThat(timetable.closure(CHRISTMAS.to())).isEmpty();
        assertThat(timetable.closure(CHRISTMAS.to().minusNanos(1))).isPresent();
        assertThat(timetable.closure(CHRISTMAS.from())).isPresent();
    }

    @Test
    void shouldRefuseAFreezeThatEndsBeforeItBeginsAndMoreThanItCanLookThrough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> freeze("2027-01-04T00:00:00Z", "2027-01-04T00:00:00Z", ""))
                .withMessage("a freeze from 2027-01-04T00:00:00Z to 2027-01-04T00:00:00Z must end after it begins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timetable(List.of(), Collections.nCopies(51, CHRISTMAS)))
                .withMessage("0 windows and 51 freezes; 50 of each at most");
    }

    private static String words(Timetable timetable, Instant at) {
        return timetable.closure(at).orElseThrow().words();
    }

    private static Freeze freeze(String from, String to, String reason) {
        return new Freeze(Instant.parse(from), Instant.parse(to), reason);
    }
}
