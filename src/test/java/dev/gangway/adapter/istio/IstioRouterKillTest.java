package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The applier is killed between any two writes of every stage, up and down. The clusters are written beside each other, and each
 * one in an order, so that what an observer of both can see at any instant is some number of writes in the one and some number
 * in the other: all pairs are tried. What was left then is looked at, and another applier goes on from there.
 */
class IstioRouterKillTest {
    private static final List<RouteTarget> JOURNEY = List.of(
            target(Stage.DESTINATION_SUBSETS, 0),
            target(Stage.SUBSETS, 0),
            target(Stage.ROUTES, 0),
            target(Stage.ROUTES, 50),
            target(Stage.ROUTES, 1000),
            target(Stage.ROUTES, 0),
            target(Stage.ROUTES_REMOVED, 0),
            target(Stage.CLIENT_SUBSETS_REMOVED, 0),
            target(Stage.REMOVED, 0));

    private Mesh mesh;
    private int kills;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveAMeshInWhichEveryRouteWorksWhereverItIsKilled(boolean adopted) {
        if (adopted) {
            for (String cluster : List.of("k8s2", "eks1")) {
                Adopted.standIn(mesh.client(cluster));
                Adopted.anotherStandsIn(mesh.client(cluster));
            }
            mesh.restart();
        }
        MeshState original = MeshState.of(mesh);
        RouteTarget last = target(Stage.REMOVED, 0);
        for (RouteTarget next : JOURNEY) {
            killEverywhere(last, next);
            last = next;
        }

        assertThat(MeshState.of(mesh)).isEqualTo(original);
        // Before the one write of each of the four stages of subsets, and all pairs but the last for each of the five
        // with routes.
        assertThat(kills).isEqualTo(4 + 5 * (adopted ? 3 * 3 - 1 : 2 * 2 - 1));
    }

    private void killEverywhere(RouteTarget last, RouteTarget next) {
        MeshState before = MeshState.of(mesh);
        Map<String, Integer> writes = new TreeMap<>();
        mesh.apply(next).forEach((cluster, outcome) -> writes.put(cluster, outcome.writes()));
        mesh.awaitShown(next);
        MeshState after = MeshState.of(mesh);
        Set<Long> shares = new HashSet<>(List.of(permille(last), permille(next)));
        for (int here = 0; here <= writes.get("k8s2"); here++) {
            for (int there = 0; there <= writes.get("eks1"); there++) {
                if (here < writes.get("k8s2") || there < writes.get("eks1")) {
                    kill(
                            before,
                            next,
                            Map.of("k8s2", here, "eks1", there),
                            state -> MeshInvariants.hold(state, shares));
                    assertThat(MeshState.of(mesh)).isEqualTo(after);
                    kills++;
                }
            }
        }
    }

    /** After so many writes in each cluster; then another one takes over. */
    private void kill(MeshState before, RouteTarget next, Map<String, Integer> writes, Consumer<MeshState> observer) {
        before.putBack(mesh);
        mesh.restart();
        writes.forEach((cluster, count) -> mesh.gates.get(cluster).letWritesThrough(count));

        Map<String, Outcome> outcomes = mesh.apply(next);

        outcomes.forEach((cluster, outcome) -> assertThat(outcome.writes())
                .as("%s %s", cluster, outcome.failure())
                .isEqualTo(writes.get(cluster)));
        observer.accept(MeshState.of(mesh));
        mesh.gates.values().forEach(gate -> gate.letWritesThrough(Integer.MAX_VALUE));
        mesh.restart();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            mesh.apply(next);
            return mesh.shows("k8s2", next) && mesh.shows("eks1", next);
        });
        assertThat(mesh.view("k8s2", Optional.of(next)).showsTarget()).isTrue();
    }

    private static long permille(RouteTarget target) {
        return target.split().toDestination().permille();
    }
}
