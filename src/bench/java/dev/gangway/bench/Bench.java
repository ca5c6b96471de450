package dev.gangway.bench;

import dev.gangway.bench.decision.DecisionBench;
import dev.gangway.bench.judge.JudgeBenchmark;
import dev.gangway.bench.load.ReactionBench;
import dev.gangway.bench.load.ScaleBench;
import dev.gangway.bench.load.SoakBench;
import dev.gangway.bench.load.StartupBench;
import java.io.IOException;
import java.nio.file.Path;

/** Runs the benches that {@code -Dbench=…} names, one after another; commas are between them. */
public final class Bench {
    private static final Path RESULTS = Path.of("target", "bench");

    private Bench() {}

    /** Ends with a status other than 0 where something went wrong, so that the build fails. */
    public static void main(String[] arguments) throws IOException {
        String bench = System.getProperty("bench", "");
        try {
            for (String name : bench.split(",", -1)) {
                run(name);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void run(String bench) throws IOException {
        switch (bench) {
            case "decision" -> DecisionBench.run(RESULTS);
            case "judge" -> JudgeBenchmark.run(RESULTS);
            case "reaction" -> ReactionBench.run(RESULTS);
            case "scale" -> ScaleBench.run(RESULTS);
            case "soak" -> SoakBench.run(RESULTS);
            case "startup" -> StartupBench.run(RESULTS);
            default ->
                throw new IllegalArgumentException(
                        "-Dbench=%s names no bench; there are: decision, judge, reaction, scale, soak, startup"
                                .formatted(bench));
        }
    }
}
