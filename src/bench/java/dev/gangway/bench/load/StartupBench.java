package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the package takes to its first answer, and what it holds then, beside an application with the same libraries and no code. */
public final class StartupBench {
    private static final int TIMES = 5;
    private static final long SETTLES_MILLIS = 3_000;
    private static final String SERVED = "/q/health/live";

    private StartupBench() {}

    /** Measures, and writes startup.json to a folder. */
    public static void run(Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectNode result = Json.MAPPER.createObjectNode();
        Path empty = EmptyApplication.build(folder.resolve("empty"));
        measure("gangway", Path.of("target", "quarkus-app", "quarkus-run.jar"), result);
        measure("empty", empty, result);
        Files.writeString(folder.resolve("startup.json"), result.toPrettyString() + "\n", UTF_8);
        System.out.println(result.toPrettyString());
    }

    /** The median of a few starts. */
    private static void measure(String name, Path jar, ObjectNode result) throws IOException {
        List<Double> millis = new ArrayList<>();
        List<Double> rss = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            try (LeanMesh mesh = LeanMesh.start()) {
                long begun = System.nanoTime();
                try (GangwayProcess process = GangwayProcess.start(jar, mesh, "startup-" + name, "-Xmx256m")) {
                    process.awaitServing(SERVED);
                    millis.add((System.nanoTime() - begun) / 1e6);
                    GangwayProcess.pause(SETTLES_MILLIS);
                    rss.add(process.rssMiB());
                }
            }
        }
        String prefix = name.toLowerCase(Locale.ROOT);
        result.put(prefix + "FirstServedMillis", Figures.rounded(Figures.percentile(millis, 0.5), 0));
        result.put(prefix + "RssMiB", Figures.rounded(Figures.percentile(rss, 0.5), 1));
    }
}
