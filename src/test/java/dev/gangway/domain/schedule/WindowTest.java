package dev.gangway.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours of some days, by the clocks on the wall. */
class WindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Window OFFICE = window(WORKDAYS, "09:00", "17:00");

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T07:59:59Z, false", // Thursday, winter: one hour ahead of UTC
        "2026-11-26T08:00:00Z, true",
        "2026-11-26T15:59:59Z, true",
        "2026-11-26T16:00:00Z, false",
        "2026-07-16T06:59:59Z, false", // Thursday, summer: two hours ahead
        "2026-07-16T07:00:00Z, true",
        "2026-11-28T10:00:00Z, false", // Saturday
    })
    void shouldBeOpenByTheClocksOfItsZone(Instant at, boolean open) {
        assertThat(OFFICE.isOpen(at)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T16:00:00Z, 2026-11-27T08:00:00Z", // on the next day
        "2026-11-27T16:00:00Z, 2026-11-30T08:00:00Z", // over the weekend
        "2026-03-27T16:00:00Z, 2026-03-30T07:00:00Z", // over the night in which clocks are put forward
        "2026-10-23T15:00:00Z, 2026-10-26T08:00:00Z", // and back
        "2026-11-26T10:00:00Z, 2026-11-26T10:00:00Z", // it is
    })
    void shouldSayWhenItOpens(Instant at, Instant opens) {
        assertThat(OFFICE.opensAt(at)).contains(opens);
    }

    @Test
    void shouldLastOverMidnightWhereItEndsBeforeItBegins() {
        Window night = window(EnumSet.of(DayOfWeek.FRIDAY), "22:00", "04:00");

        assertThat(night.isOpen(Instant.parse("2026-11-27T20:59:59Z"))).isFalse();
        assertThat(night.isOpen(Instant.parse("2026-11-27T21:00:00Z"))).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-11-28T02:59:59Z"))).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-11-28T03:00:00Z"))).isFalse();
        assertThat(night.isOpen(Instant.parse("2026-11-27T02:00:00Z"))).isFalse();
    }

    @Test
    void shouldTakeMidnightAsTheEndOfTheDay() {
        Window evening = window(EnumSet.of(DayOfWeek.THURSDAY), "20:00", "00:00");
        Window day = window(EnumSet.of(DayOfWeek.THURSDAY), "00:00", "00:00");

        assertThat(evening.isOpen(Instant.parse("2026-11-26T22:59:59Z"))).isTrue();
        assertThat(evening.isOpen(Instant.parse("2026-11-26T23:00:00Z"))).isFalse();
        assertThat(day.isOpen(Instant.parse("2026-11-26T10:00:00Z"))).isTrue();
        assertThat(day.isOpen(Instant.parse("2026-11-25T22:59:59Z"))).isFalse();
    }

    @Test
    void shouldNotOpenInAnHourThatClocksLeaveOut() {
        Window early = window(EnumSet.allOf(DayOfWeek.class), "02:15", "02:45");

        // 29 March 2026: from 2 to 3 o'clock at 01:00 UTC.
        assertThat(early.opensAt(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:15:00Z"));
    }

    @Test
    void shouldOpenAtTheEndOfAnHourThatClocksLeaveOutWhereItLastsLonger() {
        Window early = window(EnumSet.allOf(DayOfWeek.class), "02:15", "06:00");

        assertThat(early.opensAt(Instant.parse("2026-03-29T00:30:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void shouldOpenTwiceInAnHourThatClocksShowTwice() {
        Window early = window(EnumSet.allOf(DayOfWeek.class), "02:15", "02:45");

        // 25 October 2026: from 3 back to 2 o'clock at 01:00 UTC.
        assertThat(early.isOpen(Instant.parse("2026-10-25T00:20:00Z"))).isTrue();
        assertThat(early.opensAt(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-25T01:15:00Z"));
        assertThat(early.isOpen(Instant.parse("2026-10-25T01:20:00Z"))).isTrue();
    }

    @Test
    void shouldReadAsPeopleWriteIt() {
        assertThat(OFFICE).hasToString("Mon-Fri 09:00-17:00 Europe/Berlin");
        assertThat(window(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), "20:00", "00:00"))
                .hasToString("Mon,Wed 20:00-24:00 Europe/Berlin");
    }

    @Test
    void shouldRefuseAWindowInWhichThereIsNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window(WORKDAYS, "09:00", "09:00"))
                .withMessage("from and to are both 09:00; the whole day is from 00:00 to 24:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window(Set.of(), "09:00", "17:00"))
                .withMessage("a window needs a day at least");
    }

    static Window window(Set<DayOfWeek> days, String from, String to) {
        return new Window(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
    }
}
