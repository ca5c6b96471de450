package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Thousands of shifts come, move or are rolled back, are deleted and gone, wave after wave; then Gangway holds what it held after the
 * first waves.
 */
public final class SoakBench {
    private static final int SHIFTS = Integer.getInteger("bench.shifts", 10_000);

    /** All ask for the past of their sources at once, which is most of what a wave costs. With fewer shifts there are smaller waves. */
    private static final int IN_A_WAVE = Math.max(1, Math.min(500, SHIFTS / 4));

    /** Until then pools and caches have grown to what such waves ask for, and classes are loaded. */
    private static final int FIRST_WAVES = 2;

    /** Of shifts whose destination is good. */
    private static final double ROLLED_BACK_FOR_NOTHING = 0.01;

    private SoakBench() {}

    /** Soaks, writes soak.json to a folder, and fails where more is held than before. */
    public static void run(Path folder) throws IOException {
        try (LeanMesh mesh = LeanMesh.start();
                GangwayProcess gangway =
                        GangwayProcess.start(mesh, "soak", "-Xmx256m", "-Dgangway.round-interval=1s")) {
            gangway.awaitServing("/q/health/ready");
            SoakWaves waves = new SoakWaves(mesh, gangway);
            for (int wave = 0; wave < FIRST_WAVES; wave++) {
                waves.next(IN_A_WAVE);
            }
            SoakHeld before = SoakHeld.of(gangway, mesh);
            System.out.println("held after the first waves: " + before.figures());
            while (waves.gone() < SHIFTS) {
                waves.next(Math.min(IN_A_WAVE, SHIFTS - waves.gone()));
            }
            SoakHeld after = SoakHeld.of(gangway, mesh);
            write(folder, waves, before, after);
            require(waves, after.more(before));
        }
    }

    private static void write(Path folder, SoakWaves waves, SoakHeld before, SoakHeld after) throws IOException {
        ObjectNode result = Json.MAPPER.createObjectNode().put("shifts", waves.gone());
        result.put("succeeded", waves.succeeded()).put("rolledBack", waves.rolledBack());
        result.put("rolledBackForNothing", waves.rolledBackForNothing());
        result.set("before", before.figures());
        result.set("after", after.figures());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("soak.json"), result.toPrettyString() + "\n", UTF_8);
        System.out.println(result.toPrettyString());
    }

    private static void require(SoakWaves waves, List<String> more) {
        if (!more.isEmpty()) {
            throw new IllegalStateException("more is held than after the first waves: " + String.join("; ", more));
        }
        if (waves.rolledBackForNothing() > waves.gone() * ROLLED_BACK_FOR_NOTHING) {
            throw new IllegalStateException(
                    waves.rolledBackForNothing() + " shifts were rolled back whose destination was good");
        }
    }
}
