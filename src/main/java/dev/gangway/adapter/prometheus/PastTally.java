package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Sorts one server's answers along a grid into its windows, as they come in. Mutable, for one thread at a time. */
final class PastTally {
    private final String server;
    private final ServiceRef service;
    private final Counting counting;
    private final Grid grid;
    private final BitSet seen = new BitSet();
    private final BitSet idle = new BitSet();
    private final Map<Integer, ServerTally> tallies = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean offGrid;

    PastTally(String server, ServiceRef service, Counting counting, Grid grid) {
        this.server = server;
        this.service = service;
        this.counting = counting;
        this.grid = grid;
    }

    /** Takes at which instants clients of the service were scraped. */
    void addSeen(Answer answer) {
        place(answer, (row, number) -> seen.set(number));
    }

    /** Takes at which instants they would have been. */
    void addIdle(Answer answer) {
        place(answer, (row, number) -> idle.set(number));
    }

    /** Takes counts. */
    void addCounts(Answer answer) {
        place(answer, (row, number) -> tally(number).add(row));
    }

    /** Takes duration buckets. */
    void addDurations(Answer answer) {
        place(answer, (row, number) -> tally(number).addBucket(row));
    }

    /** Whether there was any client of the service at any instant. */
    boolean hasSeen() {
        return !seen.isEmpty();
    }

    /** What all the answers come to. */
    ServerPast past() {
        if (!warnings.isEmpty()) {
            return lacking(Problem.PARTIAL, "answered in part: " + Words.together(warnings));
        }
        if (offGrid) {
            return lacking(Problem.INVALID, "answered for other instants than it was asked for");
        }
        Map<Integer, ServiceCounts> counts = new HashMap<>();
        tallies.forEach((number, tally) ->
                Optional.ofNullable(tally.counts().get(service)).ifPresent(known -> counts.put(number, known)));
        Optional<String> invalid = tallies.values().stream()
                .flatMap(tally -> tally.invalid().values().stream())
                .findFirst();
        return new ServerPast.Counted(server, counts, seen, idle, invalid);
    }

    /** Takes a row at the instant of a number. */
    private interface Place {
        void put(Row row, int number);
    }

    private void place(Answer answer, Place place) {
        warnings.addAll(answer.warnings());
        answer.rowsByMillis().forEach((millis, rows) -> {
            OptionalInt number = grid.number(millis);
            offGrid |= number.isEmpty();
            number.ifPresent(known -> rows.forEach(row -> place.put(row, known)));
        });
    }

    private ServerTally tally(int number) {
        return tallies.computeIfAbsent(number, any -> new ServerTally(server, Map.of(service, counting)));
    }

    private ServerPast lacking(Problem problem, String what) {
        return new ServerPast.Lacking(server, problem, "Prometheus of " + server + " " + what);
    }
}
