package dev.gangway.bench.decision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the developer asked for with {@code -Dbench.…}.
 *
 * @param only the scenarios to run, and "recordings" for these; empty = all
 * @param policies the policies to run; empty = all
 * @param scaled whether to play recordings at a higher rate than they were recorded at, too
 * @param ablation whether to run Gangway without each of its judge's mechanisms in place of the peers
 * @param scenarios a file of scenarios in place of the bench's own
 */
record Settings(
        int runs,
        long seed,
        List<String> only,
        List<String> policies,
        Optional<Path> scenarios,
        Optional<Path> recordings,
        int replays,
        boolean scaled,
        boolean ablation) {
    private static final String PREFIX = "bench.";
    private static final String RECORDINGS = "recordings";

    private static final List<String> OF_LOAD = List.of("maven", "offline", "options", "shifts");

    /** Throws IllegalArgumentException that says what would be right. */
    static Settings of(Properties properties) {
        Function<String, Optional<String>> property = key -> Optional.ofNullable(properties.getProperty(PREFIX + key))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
        Settings settings = new Settings(
                (int) number("runs", property, 500, 1, 1_000_000),
                number("seed", property, 77_001, Long.MIN_VALUE, Long.MAX_VALUE),
                list(property.apply("only")),
                list(property.apply("policies")),
                property.apply("scenarios").map(Path::of),
                property.apply("recordings").map(Path::of),
                (int) number("replays", property, 20, 1, 100_000),
                flag("scaled", property),
                flag("ablation", property));
        refuseOthers(properties);
        return settings;
    }

    /** The benches of load are given theirs by the same command, {@code -Dbench} says which of them run. */
    private static void refuseOthers(Properties properties) {
        List<String> known =
                List.of("runs", "seed", "only", "policies", "scenarios", "recordings", "replays", "scaled", "ablation");
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String key = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : known.get(0);
            if (!known.contains(key) && !OF_LOAD.contains(key)) {
                throw new IllegalArgumentException(
                        "There is no -D%s; there are %s%s".formatted(name, PREFIX, String.join(", " + PREFIX, known)));
            }
        }
    }

    private static long number(
            String key, Function<String, Optional<String>> property, long otherwise, long least, long most) {
        Optional<String> value = property.apply(key);
        try {
            long number = value.map(Long::parseLong).orElse(otherwise);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(key, value.orElseThrow(), least, most, e);
        }
        throw refused(key, value.orElseThrow(), least, most, null);
    }

    private static IllegalArgumentException refused(String key, String value, long least, long most, Exception cause) {
        return new IllegalArgumentException(
                "-D%s%s must be a whole number from %d to %d, and is %s".formatted(PREFIX, key, least, most, value),
                cause);
    }

    private static boolean flag(String key, Function<String, Optional<String>> property) {
        String value = property.apply(key).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("-D%s%s must be true or false, and is %s".formatted(PREFIX, key, value));
        }
        return value.equals("true");
    }

    private static List<String> list(Optional<String> value) {
        return value.map(text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    boolean playsRecordings() {
        return only.isEmpty() || only.contains(RECORDINGS);
    }

    /** The scenarios that were asked for, by their names. */
    List<Scenario> chosen(List<Scenario> all) {
        if (only.equals(List.of(RECORDINGS))) {
            return List.of();
        }
        List<String> names =
                only.stream().filter(name -> !name.equals(RECORDINGS)).toList();
        return chosen("only", names, all, Scenario::name);
    }

    /** Those whose names were asked for, or all where none were. Throws IllegalArgumentException for a name of none. */
    static <T> List<T> chosen(String setting, List<String> names, List<T> all, Function<T, String> nameOf) {
        List<String> there = all.stream().map(nameOf).toList();
        for (String name : names) {
            if (!there.contains(name)) {
                throw new IllegalArgumentException("-D%s%s names %s, which there is not; there are %s"
                        .formatted(PREFIX, setting, name, String.join(", ", there)));
            }
        }
        return all.stream()
                .filter(one -> names.isEmpty() || names.contains(nameOf.apply(one)))
                .toList();
    }
}
