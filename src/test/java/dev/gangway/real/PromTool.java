package dev.gangway.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** The promtool that comes with Prometheus. */
public final class PromTool {
    private static final String PROGRAM = "promtool";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PromTool() {}

    /** Skips the test where it is not installed, and fails it there in CI. */
    public static void assumeInstalled() {
        Program.assumeInstalled(PROGRAM);
    }

    /** Runs it there with these arguments, and fails with what it said unless it has succeeded. */
    public static void run(Path directory, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Program.find(PROGRAM).orElseThrow().toString()));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile("promtool", ".log");
            Process tool = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int exit = tool.onExit()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .exitValue();
            String said = Files.readString(log);
            Files.delete(log);
            Assertions.assertEquals(0, exit, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
