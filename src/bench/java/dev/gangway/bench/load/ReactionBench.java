package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes until the routes of both clusters are written back: after an alert, after a bad window at Prometheus, and after
 * the leader is gone.
 */
public final class ReactionBench {
    private static final Duration STEP = Duration.ofSeconds(120);
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String INTERVAL = "-Dgangway.round-interval=5s";
    private static final int ALERTS = 100;
    private static final int FIRST_ALERTS = 20;
    private static final int BAD_WINDOWS = 5;
    private static final int LOAD = 1_000;
    private static final long BETWEEN_ALERTS_MILLIS = 100;
    private static final double ALL = 1;

    private ReactionBench() {}

    /** Measures, and writes reaction.json to a folder. */
    public static void run(Path folder) throws IOException {
        ObjectNode result = Json.MAPPER.createObjectNode();
        idle(result);
        besideOthers(result);
        LeaderBench.run(result);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("reaction.json"), result.toPrettyString() + "\n", UTF_8);
        System.out.println(result.toPrettyString());
    }

    private static void idle(ObjectNode result) throws IOException {
        int shifts = FIRST_ALERTS + ALERTS + BAD_WINDOWS;
        try (LeanMesh mesh = LeanMesh.start(shifts, STEP);
                GangwayProcess gangway = GangwayProcess.start(mesh, "reaction-idle", "-Xmx256m")) {
            ScaleBench.awaitMarks(mesh, gangway, shifts);
            awaitRounds(gangway, shifts, 3);
            List<Double> first = alerts(mesh, gangway, 0, FIRST_ALERTS);
            List<Double> alerts = alerts(mesh, gangway, FIRST_ALERTS, FIRST_ALERTS + ALERTS);
            System.out.printf(
                    "the first alerts, while the JVM is cold: %.0f ms at most%n", Figures.percentile(first, 1));
            result.put("webhookIdleP50Millis", Figures.rounded(Figures.percentile(alerts, 0.5), 1));
            result.put("webhookIdleP99Millis", Figures.rounded(Figures.percentile(alerts, 0.99), 1));
            List<Double> ticks = new ArrayList<>();
            for (int number = FIRST_ALERTS + ALERTS; number < shifts; number++) {
                ticks.add(badWindow(mesh, gangway, shifts, number));
            }
            result.put("webhookBeside1000P99Millis", 0);
            result.put("badWindowToRollbackTicks", Figures.percentile(ticks, 1));
        }
    }

    private static void besideOthers(ObjectNode result) throws IOException {
        int shifts = LOAD + FIRST_ALERTS + ALERTS;
        try (LeanMesh mesh = LeanMesh.start(shifts, STEP);
                GangwayProcess gangway = GangwayProcess.start(mesh, "reaction-beside-1000", "-Xmx256m", INTERVAL)) {
            ScaleBench.awaitMarks(mesh, gangway, shifts);
            awaitRounds(gangway, shifts, 6);
            List<Double> unused = alerts(mesh, gangway, LOAD, LOAD + FIRST_ALERTS);
            List<Double> alerts = alerts(mesh, gangway, LOAD + FIRST_ALERTS, shifts);
            result.put("webhookBeside1000P99Millis", Figures.rounded(Figures.percentile(alerts, 0.99), 1));
        }
    }

    /** From the call to the last cluster's written routes, in ms, one alert after another. */
    private static List<Double> alerts(LeanMesh mesh, GangwayProcess gangway, int from, int to) {
        List<Double> millis = new ArrayList<>();
        for (int number = from; number < to; number++) {
            try (RouteWatch routes = new RouteWatch(mesh, number)) {
                long begun = System.nanoTime();
                GangwayProcess.Answer answer = gangway.post("/api/v1/alerts", alert(number));
                if (answer.code() != 200 || !answer.body().contains("ROLL_BACK")) {
                    throw new IllegalStateException("the alert was not taken: " + answer);
                }
                millis.add((routes.awaitBack(WITHIN) - begun) / 1e6);
            }
            GangwayProcess.pause(BETWEEN_ALERTS_MILLIS);
        }
        return millis;
    }

    private static String alert(int number) {
        return """
                {"version": "4", "status": "firing", "receiver": "gangway", "alerts": [{"status": "firing",
                 "fingerprint": "%1$d", "labels": {"alertname": "HighErrorRate", "severity": "critical",
                 "namespace": "%2$s", "service": "%3$s"}}]}
                """
                .formatted(number, Furniture.namespace(number), Furniture.name(number));
    }

    /** How many rounds were begun from the moment at which windows are bad to the written rollback. */
    private static double badWindow(LeanMesh mesh, GangwayProcess gangway, int shifts, int number) {
        try (RouteWatch routes = new RouteWatch(mesh, number)) {
            // Between two rounds: one that has read already can't know.
            awaitRounds(gangway, shifts, gangway.said().rounds(shifts).size() + 1);
            long before = mesh.rounds();
            mesh.fail(Furniture.host(number), ALL);
            long unused = routes.awaitBack(WITHIN);
            return mesh.rounds() - before;
        }
    }

    static void awaitRounds(GangwayProcess gangway, int shifts, int count) {
        GangwayProcess.await(
                "ends round " + count,
                WITHIN.plus(WITHIN),
                () -> gangway.said().rounds(shifts).size() >= count);
    }
}
