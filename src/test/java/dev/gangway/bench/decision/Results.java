package dev.gangway.bench.decision;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that came of a run. */
record Results(List<Cell> scenarios, List<RecordingBench.Group> recordings) {
    List<Cell> cells() {
        Stream<Cell> played =
                recordings.stream().flatMap(group -> group.played().stream()).map(RecordingBench.Played::cell);
        return Stream.concat(scenarios.stream(), played).toList();
    }

    /** Tables and a summary, in Markdown. */
    String text() {
        String line = System.lineSeparator();
        String played = recordings.isEmpty() ? "" : RecordingBench.table(recordings) + line;
        return Table.of(cells()) + line + played + Summary.of(scenarios) + line;
    }

    /** Writes decision.json for programs and decision.md for people. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("decision.json").toFile(), cells());
        Files.writeString(folder.resolve("decision.md"), text());
    }
}
