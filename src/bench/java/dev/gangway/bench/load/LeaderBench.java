package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** From a leader that is gone to the first round of its successor. */
final class LeaderBench {
    private static final int SHIFTS = 100;
    private static final int TIMES = 3;
    private static final String INTERVAL = "-Dgangway.round-interval=1s";

    private LeaderBench() {}

    /** Puts the longest of a few times into the result. */
    static void run(ObjectNode result) throws IOException {
        result.put("failoverMillis", longest("failover", GangwayProcess::kill));
        result.put("cleanHandoverMillis", longest("handover", GangwayProcess::terminate));
    }

    private static double longest(String name, Consumer<GangwayProcess> end) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            millis.add(once(name + "-" + time, end));
        }
        return Figures.rounded(Figures.percentile(millis, 1), 1);
    }

    /** Until the successor has ended a round, which is when it has looked after every shift. */
    private static double once(String name, Consumer<GangwayProcess> end) throws IOException {
        try (LeanMesh mesh = LeanMesh.start(SHIFTS, java.time.Duration.ofSeconds(120));
                GangwayProcess leader = GangwayProcess.start(mesh, name + "-leader", "-Xmx256m", INTERVAL)) {
            ReactionBench.awaitRounds(leader, SHIFTS, 3);
            try (GangwayProcess standby = GangwayProcess.start(mesh, name + "-standby", "-Xmx256m", INTERVAL)) {
                standby.awaitServing("/q/health/live");
                // A standby reads what stands before it can take over.
                GangwayProcess.pause(3_000);
                int before = standby.said().rounds(SHIFTS).size();
                long begun = System.nanoTime();
                end.accept(leader);
                ReactionBench.awaitRounds(standby, SHIFTS, before + 1);
                return (standby.said().rounds(SHIFTS).get(before).endedNanos() - begun) / 1e6;
            }
        }
    }
}
