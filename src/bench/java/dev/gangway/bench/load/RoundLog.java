package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Gangway says while it runs: all of it goes to a file, its rounds and its troubles are kept. */
final class RoundLog {
    private static final Pattern ROUND = Pattern.compile("round of (\\d+) shifts took ([0-9.]+) ms");

    /** But for what the bench does on purpose: its Gangway is open to all, and uses versions of APIs that are not stable. */
    private static final Pattern TROUBLE =
            Pattern.compile("^[0-9:.]+ (WARN|ERROR) +\\[(?!VersionUsageUtils|AccessWiring\\] everybody who reaches).*");

    private final List<Round> rounds = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** One round that has ended, and when by {@link System#nanoTime}. */
    record Round(int shifts, double millis, long endedNanos) {}

    /** Reads until the process ends, in a thread of its own. */
    RoundLog(InputStream output, Path file) {
        Thread reader = new Thread(() -> read(output, file), "gangway-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Those over so many shifts. */
    List<Round> rounds(int shifts) {
        return rounds.stream().filter(round -> round.shifts() == shifts).toList();
    }

    /** Warnings and errors. */
    List<String> troubles() {
        return troubles;
    }

    private void read(InputStream output, Path file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, UTF_8));
                BufferedWriter copy = Files.newBufferedWriter(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                Matcher round = ROUND.matcher(line);
                if (round.find()) {
                    rounds.add(new Round(
                            Integer.parseInt(round.group(1)), Double.parseDouble(round.group(2)), System.nanoTime()));
                    copy.flush();
                } else if (TROUBLE.matcher(line).matches()) {
                    troubles.add(line);
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }
}
