package dev.gangway.domain.schedule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hours of some days of the week, as the clocks on the wall show them there: open while they show a time from the beginning on and
 * before the end. An hour that clocks leave out is not in it, and one that they show twice is in it twice.
 *
 * @param days on which it begins
 * @param from when it begins
 * @param to when it ends: on the day after where that is not later than the beginning; 00:00 is the end of the day
 * @param zone whose clocks are meant
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    /** A window opens once a week, but for one that clocks leave out. */
    private static final int DAYS_AHEAD = 15;

    /** Copies the days; throws IllegalArgumentException for no day, or no time between the beginning and the end. */
    public Window {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(zone, "zone");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window needs a day at least");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException(
                    "from and to are both %s; the whole day is from 00:00 to 24:00".formatted(from));
        }
    }

    /** Whether it is open. */
    public boolean isOpen(Instant at) {
        ZonedDateTime clock = at.atZone(zone);
        LocalTime time = clock.toLocalTime();
        boolean overnight = !from.isBefore(to);
        boolean begun = days.contains(clock.getDayOfWeek()) && !time.isBefore(from);
        return overnight
                ? begun || (days.contains(clock.getDayOfWeek().minus(1)) && time.isBefore(to))
                : begun && time.isBefore(to);
    }

    /** The first instant from here on at which it is open; empty where that is not within two weeks. */
    public Optional<Instant> opensAt(Instant at) {
        return isOpen(at)
                ? Optional.of(at)
                : openings(at).stream()
                        .filter(opening -> opening.isAfter(at) && isOpen(opening))
                        .min(Instant::compareTo);
    }

    /** It opens when clocks come to its beginning, or are put somewhere into it. */
    private List<Instant> openings(Instant at) {
        List<Instant> openings = new ArrayList<>();
        LocalDate today = at.atZone(zone).toLocalDate();
        for (int day = 0; day <= DAYS_AHEAD; day++) {
            LocalDateTime begins = today.plusDays(day).atTime(from);
            for (ZoneOffset offset : zone.getRules().getValidOffsets(begins)) {
                openings.add(begins.toInstant(offset));
            }
        }
        Instant end = at.plus(Duration.ofDays(DAYS_AHEAD));
        ZoneOffsetTransition put = zone.getRules().nextTransition(at);
        while (put != null && put.getInstant().isBefore(end)) {
            openings.add(put.getInstant());
            put = zone.getRules().nextTransition(put.getInstant());
        }
        return openings;
    }

    /** As people write it: {@code Mon-Fri 09:00-17:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return "%s %s-%s %s".formatted(dayNames(), from, to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString(), zone);
    }

    private String dayNames() {
        List<DayOfWeek> sorted = List.copyOf(days);
        DayOfWeek first = sorted.get(0);
        DayOfWeek last = sorted.get(sorted.size() - 1);
        boolean isOneRun = last.getValue() - first.getValue() == sorted.size() - 1;
        return isOneRun && sorted.size() > 2
                ? name(first) + "-" + name(last)
                : sorted.stream().map(Window::name).collect(Collectors.joining(","));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
