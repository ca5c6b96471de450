package dev.gangway.domain.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When traffic may rise: inside of a window and outside of every freeze.
 *
 * @param windows none = at any time
 * @param freezes in any order; they may overlap
 */
public record Timetable(List<Window> windows, List<Freeze> freezes) {
    /** At any time. */
    public static final Timetable ALWAYS = new Timetable(List.of(), List.of());

    /** More of either are refused. */
    public static final int MOST = 50;

    /** Copies both; throws IllegalArgumentException for too many. */
    public Timetable {
        windows = List.copyOf(windows);
        freezes = List.copyOf(freezes);
        if (windows.size() > MOST || freezes.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d windows and %d freezes; %d of each at most".formatted(windows.size(), freezes.size(), MOST));
        }
    }

    /** What it waits for, and until when; empty = it may rise now. */
    public Optional<Closure> closure(Instant at) {
        Optional<Freeze> freeze = freeze(at);
        if (freeze.isEmpty() && isInWindow(at)) {
            return Optional.empty();
        }
        Optional<Instant> opens = opensAt(at);
        String awaited = freeze.map(Timetable::words)
                .orElseGet(() -> "the window "
                        + windows.stream()
                                .min(Comparator.comparing(
                                        window -> window.opensAt(at).orElse(Instant.MAX)))
                                .orElseThrow());
        return Optional.of(new Closure(awaited, at, opens, zone()));
    }

    private static String words(Freeze freeze) {
        return "the end of the freeze%s at %s"
                .formatted(freeze.reason().isEmpty() ? "" : " '" + freeze.reason() + "'", freeze.to());
    }

    /** Of windows and freezes by turns, so it ends: each freeze is left once. */
    private Optional<Instant> opensAt(Instant at) {
        Instant candidate = at;
        for (int turn = 0; turn <= freezes.size(); turn++) {
            Optional<Instant> opens = windowOpensAt(candidate);
            if (opens.isEmpty()) {
                return Optional.empty();
            }
            Optional<Freeze> freeze = freeze(opens.get());
            if (freeze.isEmpty()) {
                return opens;
            }
            candidate = freeze.get().to();
        }
        return Optional.empty();
    }

    private Optional<Instant> windowOpensAt(Instant at) {
        return windows.isEmpty()
                ? Optional.of(at)
                : windows.stream()
                        .flatMap(window -> window.opensAt(at).stream())
                        .min(Instant::compareTo);
    }

    private boolean isInWindow(Instant at) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(at));
    }

    private Optional<Freeze> freeze(Instant at) {
        return freezes.stream().filter(freeze -> freeze.holds(at)).max(Comparator.comparing(Freeze::to));
    }

    private ZoneId zone() {
        return windows.isEmpty() ? ZoneOffset.UTC : windows.get(0).zone();
    }
}
