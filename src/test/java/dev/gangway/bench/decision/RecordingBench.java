package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plays recordings to every policy, and counts those of a set and a label together. */
final class RecordingBench {
    private final Settings settings;
    private final List<Policy> policies;

    RecordingBench(Settings settings, List<Policy> policies) {
        this.settings = settings;
        this.policies = policies;
    }

    /** What the policies made of the recordings of a group. */
    record Group(String name, int recordings, List<Played> played) {}

    /** What one policy made of them. */
    record Played(Cell cell, double meanFailures, double meanSlow) {}

    /** The groups by name. */
    static Map<String, List<Recording>> groups(List<Recording> recordings) {
        return recordings.stream().collect(Collectors.groupingBy(Recording::group, TreeMap::new, Collectors.toList()));
    }

    /** Of cases that differ only in their rate, the one of the lowest: the others are the same noise blown up. */
    static List<Recording> atNativeRate(List<Recording> recordings) {
        Map<String, Recording> slowest = new LinkedHashMap<>();
        recordings.forEach(recording -> slowest.merge(
                recording.nameWithoutRate() + "\n" + recording.label(),
                recording,
                (one, other) -> other.requestsPerSecond() < one.requestsPerSecond() ? other : one));
        return List.copyOf(slowest.values());
    }

    /** Plays every recording of a group so many times, side by side on all cores. */
    Group play(String name, List<Recording> recordings) {
        int replays = settings.replays();
        List<List<Outcome>> runs = IntStream.range(0, recordings.size() * replays)
                .parallel()
                .mapToObj(i -> outcomes(recordings.get(i / replays), i % replays))
                .toList();
        boolean healthy = recordings.get(0).label() == Recording.Label.HEALTHY;
        List<Played> played = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            int policy = i;
            List<Outcome> outcomes = runs.stream().map(run -> run.get(policy)).toList();
            played.add(new Played(
                    Cell.of("recording:" + name, policies.get(i).name(), healthy, outcomes),
                    outcomes.stream().mapToDouble(Outcome::failures).average().orElseThrow(),
                    outcomes.stream().mapToDouble(Outcome::slow).average().orElseThrow()));
        }
        return new Group(name, recordings.size(), played);
    }

    private List<Outcome> outcomes(Recording recording, int run) {
        Replay replay = new Replay(recording, settings.seed(), run);
        return policies.stream()
                .map(policy -> Outcome.of(policy, replay.world(), () -> "replay %d of %s with seed %d"
                        .formatted(run, recording.name(), settings.seed())))
                .toList();
    }

    /** A Markdown table: rolled back %, and in brackets the mean of failed and of slow requests that it cost. */
    static String table(List<Group> groups) {
        StringBuilder table = new StringBuilder("| recordings, rolled back % (mean excess failed / slow requests) |");
        List<Played> first = groups.get(0).played();
        first.forEach(played -> table.append(" %s |".formatted(played.cell().policy())));
        table.append(System.lineSeparator()).append("|---|").append("---|".repeat(first.size()));
        for (Group group : groups) {
            table.append(System.lineSeparator())
                    .append("| %s (%d cases) |".formatted(group.name(), group.recordings()));
            for (Played played : group.played()) {
                table.append(String.format(
                        Locale.ROOT,
                        " %.1f (%.1f / %.1f) |",
                        100 * played.cell().rollbackRate(),
                        played.meanFailures(),
                        played.meanSlow()));
            }
        }
        return table.append(System.lineSeparator()).toString();
    }
}
