package dev.gangway.bench.judge;

import dev.gangway.bench.decision.JudgedTick;
import dev.gangway.domain.analysis.Assessment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the judge takes for one tick, and how much garbage it leaves. On a machine that has other things to do, the median of
 * the samples says more than the average.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JudgeBenchmark {
    private final JudgedTick tick = new JudgedTick();

    /** What is measured. */
    @Benchmark
    public Assessment judge() {
        return tick.judge();
    }

    /** Measures it, and writes judge.json to a folder. */
    public static void run(Path folder) throws IOException {
        Files.createDirectories(folder);
        try {
            new Runner(new OptionsBuilder()
                            .include(JudgeBenchmark.class.getName())
                            .addProfiler(GCProfiler.class)
                            .resultFormat(ResultFormatType.JSON)
                            .result(folder.resolve("judge.json").toString())
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure the judge: " + e.getMessage(), e);
        }
    }
}
