package dev.gangway.metricfaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was injected and what became of it, for people. */
final class Report {
    private static final String LINE = "%-28s %-10s %9s %11s %24s%n";

    private final List<String> lines = new ArrayList<>();

    void add(Enum<?> fault, List<String> clusters, long injected, int violations, long secondsToGoOn) {
        lines.add(String.format(
                Locale.ROOT,
                LINE,
                fault.name().toLowerCase(Locale.ROOT),
                String.join("+", clusters),
                injected,
                violations,
                secondsToGoOn + " s"));
    }

    /** To the log, and into target. */
    void write() {
        String table = String.format(LINE, "fault", "where", "answers", "violations", "goes on after its end")
                + String.join("", lines);
        System.out.print(table);
        try {
            Path directory = Files.createDirectories(Path.of("target", "metricfaults"));
            Files.writeString(directory.resolve("report.txt"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
