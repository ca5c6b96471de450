package dev.gangway.bench.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads recordings: a CASE line, and below it its rows of HIST, SRC and DST, tab separated. */
final class RecordingReader {
    private final String file;
    private final List<Recording> recordings = new ArrayList<>();
    private final List<Frame> history = new ArrayList<>();
    private final List<Frame> source = new ArrayList<>();
    private final List<Frame> destination = new ArrayList<>();
    private String[] head;
    private int line;

    private RecordingReader(String file) {
        this.file = file;
    }

    /** Reads every *.tsv of a folder. Throws IllegalArgumentException for what it can't read, with file and line. */
    static List<Recording> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("-Dbench.recordings names %s, which is not a folder".formatted(folder));
        }
        List<Recording> recordings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.filter(path -> path.toString().endsWith(".tsv"))
                    .sorted()
                    .toList()) {
                recordings.addAll(read(path.getFileName().toString(), Files.readAllLines(path)));
            }
        }
        if (recordings.isEmpty()) {
            throw new IllegalArgumentException(
                    "-Dbench.recordings names %s, which has no *.tsv with a CASE".formatted(folder));
        }
        return recordings;
    }

    static List<Recording> read(String file, List<String> lines) {
        RecordingReader reader = new RecordingReader(file);
        for (String line : lines) {
            reader.line++;
            if (!line.isBlank()) {
                reader.read(line.split("\t", -1));
            }
        }
        reader.endCase();
        return reader.recordings;
    }

    private void read(String[] columns) {
        if (columns[0].equals("CASE")) {
            endCase();
            if (columns.length != 4) {
                throw refused("CASE has a name, a label and requests per second");
            }
            head = columns;
            return;
        }
        if (head == null) {
            throw refused("a row must follow a CASE");
        }
        switch (columns[0]) {
            case "HIST" -> history.add(frame(columns));
            case "SRC" -> source.add(frame(columns));
            case "DST" -> destination.add(frame(columns));
            default -> throw refused("a line begins with CASE, HIST, SRC or DST, and not with " + columns[0]);
        }
    }

    private Frame frame(String[] columns) {
        if (columns.length != 4) {
            throw refused("a row has seconds, an error ratio and bucket shares");
        }
        double[] shares =
                Arrays.stream(columns[3].split(",")).mapToDouble(this::number).toArray();
        double sum = Arrays.stream(shares).sum();
        if (shares.length != Buckets.COUNT || Math.abs(sum - 1) > 0.01) {
            throw refused("a row has %d bucket shares that sum to 1, and this has %d that sum to %s"
                    .formatted(Buckets.COUNT, shares.length, sum));
        }
        double seconds = number(columns[1]);
        double errorRatio = number(columns[2]);
        if (seconds <= 0 || errorRatio > 1) {
            throw refused("a row has seconds above 0, and an error ratio of at most 1");
        }
        return new Frame(seconds, errorRatio, shares);
    }

    private double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place() + text + " is not a number", e);
        }
        throw refused(text + " is not a number of 0 or more");
    }

    private void endCase() {
        if (head == null) {
            return;
        }
        if (history.isEmpty() || source.isEmpty() || destination.isEmpty()) {
            throw refused("the CASE " + head[1] + " must have rows of HIST, SRC and DST");
        }
        recordings.add(new Recording(
                head[1], label(head[2]), number(head[3]), new Reel(history), new Reel(source), new Reel(destination)));
        history.clear();
        source.clear();
        destination.clear();
    }

    private Recording.Label label(String text) {
        return switch (text) {
            case "0" -> Recording.Label.HEALTHY;
            case "1" -> Recording.Label.MATERIAL;
            case "2" -> Recording.Label.MINOR;
            default -> throw refused("a label is 0, 1 or 2, and not " + text);
        };
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(place() + why);
    }

    private String place() {
        return "%s, line %d: ".formatted(file, line);
    }
}
