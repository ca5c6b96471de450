package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a round takes, and what it costs, by how many shifts are on their way. */
public final class ScaleBench {
    /** So many rounds pass while a shift stays at a step: as with the defaults, a round every 10 s and a step in 2 minutes. */
    private static final int ROUNDS_IN_A_STEP = 12;

    private static final Duration WARM_WITHIN = Duration.ofMinutes(10);

    private ScaleBench() {}

    /** A row to be measured. */
    private record Load(int shifts, int heapMiB, Duration interval, int warmUp, int rounds) {}

    private static final List<Load> LOADS = List.of(
            new Load(100, 256, Duration.ofSeconds(1), 60, 60),
            new Load(1_000, 256, Duration.ofSeconds(5), 36, 40),
            new Load(5_000, 512, Duration.ofSeconds(15), 3, 12),
            new Load(10_000, 512, Duration.ofSeconds(30), 2, 10));

    /** Measures, and writes scale.json to a folder. */
    public static void run(Path folder) throws IOException {
        String only = System.getProperty("bench.only", "");
        ObjectNode result = Json.MAPPER.createObjectNode();
        ArrayNode rows = result.putArray("rows");
        for (Load load : LOADS) {
            if (only.isEmpty() || List.of(only.split(",")).contains(Integer.toString(load.shifts()))) {
                rows.add(measure(load));
            }
        }
        if (rows.size() > 1) {
            List<Double> shifts = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            rows.forEach(row -> {
                shifts.add(row.path("shifts").asDouble());
                millis.add(row.path("roundP50Millis").asDouble());
            });
            result.put("exponent", Figures.rounded(Figures.exponent(shifts, millis), 3));
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("scale.json"), result.toPrettyString() + "\n", UTF_8);
        System.out.println(result.toPrettyString());
    }

    private static ObjectNode measure(Load load) throws IOException {
        String name = "scale-" + load.shifts();
        Duration step = load.interval().multipliedBy(ROUNDS_IN_A_STEP);
        try (LeanMesh mesh = LeanMesh.start(load.shifts(), step);
                GangwayProcess gangway = GangwayProcess.start(
                        mesh,
                        name,
                        "-Xmx" + load.heapMiB() + "m",
                        "-Dgangway.round-interval=" + load.interval().toMillis() + "ms")) {
            awaitMarks(mesh, gangway, load.shifts());
            awaitRounds(gangway, load, rounds(gangway, load).size() + load.warmUp());
            double cpu = gangway.cpuSeconds();
            double others = simulationSeconds();
            long queries = mesh.queries();
            long writes = mesh.writes();
            int before = rounds(gangway, load).size();
            awaitRounds(gangway, load, before + load.rounds());
            List<Double> all = rounds(gangway, load);
            List<Double> rounds = all.subList(before, all.size());
            double simulated = (simulationSeconds() - others) / rounds.size();
            ObjectNode row = Json.MAPPER
                    .createObjectNode()
                    .put("shifts", load.shifts())
                    .put("roundP50Millis", Figures.rounded(Figures.percentile(rounds, 0.5), 1))
                    .put("roundP99Millis", Figures.rounded(Figures.percentile(rounds, 0.99), 1))
                    .put("cpuSecondsPerRound", Figures.rounded((gangway.cpuSeconds() - cpu) / rounds.size(), 3))
                    .put("heapMiB", Figures.rounded(gangway.heapMiB(), 1))
                    .put("rssMiB", Figures.rounded(gangway.peakRssMiB(), 1))
                    .put("queriesPerRound", Figures.rounded((mesh.queries() - queries) / (double) rounds.size(), 1))
                    .put("writesPerRound", Figures.rounded((mesh.writes() - writes) / (double) rounds.size(), 1))
                    .put(
                            "errors",
                            Meters.errors(gangway) + gangway.said().troubles().size());
            System.out.printf("%s; the mesh itself took %.3f s of CPU a round%n", row, simulated);
            gangway.said().troubles().stream().limit(5).forEach(System.out::println);
            return row;
        }
    }

    /** A new leader first marks what stands as its own: the routes of each shift in two clusters. */
    static void awaitMarks(LeanMesh mesh, GangwayProcess gangway, int shifts) {
        GangwayProcess.await("marks all routes", WARM_WITHIN, () -> {
            gangway.requireNoTrouble();
            return mesh.routeWrites() >= 2L * shifts;
        });
    }

    private static void awaitRounds(GangwayProcess gangway, Load load, int count) {
        GangwayProcess.await(
                "ends round " + count + " of " + load.shifts() + " shifts",
                WARM_WITHIN.plus(load.interval().multipliedBy(2L * count)),
                () -> {
                    gangway.requireNoTrouble();
                    return rounds(gangway, load).size() >= count;
                });
    }

    private static List<Double> rounds(GangwayProcess gangway, Load load) {
        return gangway.said().rounds(load.shifts()).stream()
                .map(RoundLog.Round::millis)
                .toList();
    }

    /** This process is the mesh. */
    private static double simulationSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
