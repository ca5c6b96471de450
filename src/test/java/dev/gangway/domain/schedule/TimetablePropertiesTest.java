package dev.gangway.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every timetable in every zone, over the nights in which clocks are put. */
class TimetablePropertiesTest {
    /** With clocks that are put by an hour, by half of one, at midnight, never; and on both sides of the date line. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Asia/Beirut",
            "Asia/Kolkata",
            "Pacific/Kiritimati",
            "UTC");

    private static final Duration STEP = Duration.ofMinutes(5);

    @Property(tries = 300)
    void shouldOpenAtNoTimeBeforeTheOneThatItSays(
            @ForAll("timetables") Timetable timetable, @ForAll("instants") Instant at) {
        Optional<Closure> closure = timetable.closure(at);
        Instant opens = closure.map(shut -> shut.opensAt().orElse(at.plus(Duration.ofDays(3))))
                .orElse(at);

        Instant end = opens.isBefore(at.plus(Duration.ofDays(9))) ? opens : at.plus(Duration.ofDays(9));
        for (Instant between = at; between.isBefore(end); between = between.plus(STEP)) {
            assertThat(timetable.closure(between)).as("at %s", between).isPresent();
        }
        if (closure.isEmpty() || closure.get().opensAt().isPresent()) {
            assertThat(timetable.closure(opens)).as("at %s", opens).isEmpty();
        }
    }

    @Property(tries = 500)
    void shouldBeOpenWhereAWindowIsAndNoFreezeHolds(
            @ForAll("timetables") Timetable timetable, @ForAll("instants") Instant at) {
        boolean isInWindow = timetable.windows().stream().anyMatch(window -> window.isOpen(at))
                || timetable.windows().isEmpty();
        boolean isFrozen = timetable.freezes().stream()
                .anyMatch(freeze -> !at.isBefore(freeze.from()) && at.isBefore(freeze.to()));

        assertThat(timetable.closure(at).isEmpty()).isEqualTo(isInWindow && !isFrozen);
    }

    @Property(tries = 500)
    void shouldBeOpenByTheClocksOnTheWall(@ForAll("windows") Window window, @ForAll("instants") Instant at) {
        LocalTime clock = at.atZone(window.zone()).toLocalTime();
        if (window.isOpen(at) && window.from().isBefore(window.to())) {
            assertThat(clock).isBetween(window.from(), window.to()).isNotEqualTo(window.to());
            assertThat(window.days()).contains(at.atZone(window.zone()).getDayOfWeek());
        }
    }

    @Property(tries = 300)
    void shouldOpenEachWindowWithinTwoWeeks(@ForAll("windows") Window window, @ForAll("instants") Instant at) {
        assertThat(window.opensAt(at)).hasValueSatisfying(opens -> {
            assertThat(opens).isAfterOrEqualTo(at);
            assertThat(window.isOpen(opens)).isTrue();
        });
    }

    @Provide
    Arbitrary<Timetable> timetables() {
        return Combinators.combine(
                        windows().list().ofMaxSize(3), freezes().list().ofMaxSize(3))
                .as(Timetable::new);
    }

    @Provide
    Arbitrary<Window> windows() {
        Arbitrary<LocalTime> times =
                Arbitraries.integers().between(0, 24 * 12 - 1).map(fives -> LocalTime.MIDNIGHT.plusMinutes(5L * fives));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7);
        return Combinators.combine(days, times, times, Arbitraries.of(ZONES).map(ZoneId::of))
                .filter((on, from, to, zone) -> !from.equals(to) || from.equals(LocalTime.MIDNIGHT))
                .as(Window::new);
    }

    /** Around the nights of 2026 in which clocks are put somewhere, by five minutes as the windows are. */
    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> nights = Arbitraries.of(
                        "2026-03-07T22:00:00Z",
                        "2026-03-28T12:00:00Z",
                        "2026-04-04T02:00:00Z",
                        "2026-04-23T10:00:00Z",
                        "2026-10-03T05:00:00Z",
                        "2026-10-24T12:00:00Z",
                        "2026-10-29T12:00:00Z",
                        "2026-10-31T22:00:00Z")
                .map(Instant::parse);
        return Combinators.combine(nights, Arbitraries.integers().between(0, 2 * 24 * 12))
                .as((night, fives) -> night.plus(STEP.multipliedBy(fives)));
    }

    private Arbitrary<Freeze> freezes() {
        return Combinators.combine(instants(), Arbitraries.integers().between(1, 3 * 24 * 12))
                .as((from, fives) -> new Freeze(from, from.plus(STEP.multipliedBy(fives)), "because"));
    }
}
