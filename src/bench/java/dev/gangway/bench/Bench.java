package dev.gangway.bench;

import dev.gangway.bench.decision.DecisionBench;
import dev.gangway.bench.judge.JudgeBenchmark;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the bench that {@code -Dbench=…} names. */
public final class Bench {
    private static final Path RESULTS = Path.of("target", "bench");

    private Bench() {}

    /** Ends with a status other than 0 where something went wrong, so that the build fails. */
    public static void main(String[] arguments) throws IOException {
        String bench = System.getProperty("bench", "");
        try {
            run(bench);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(String bench) throws IOException {
        switch (bench) {
            case "decision" -> DecisionBench.run(RESULTS);
            case "judge" -> JudgeBenchmark.run(RESULTS);
            default ->
                throw new IllegalArgumentException(
                        "-Dbench=%s names no bench; there are: decision, judge".formatted(bench));
        }
    }
}
