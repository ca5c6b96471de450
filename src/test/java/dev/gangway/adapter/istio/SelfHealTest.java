package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Lanes;
import dev.gangway.control.Leadership;
import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftLoop;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.Tempo;
import dev.gangway.control.TrafficRouter;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.FakePods;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.MutableClock;
import dev.gangway.fake.RecordingAnnouncer;
import dev.gangway.fake.ScriptedMetrics;
import dev.gangway.fake.SteadyHistory;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Argo CD's self-heal against the whole loop: it puts the routes back as often as they are written. */
class SelfHealTest {
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final InMemoryShifts shifts = new InMemoryShifts(clock);
    private final AtomicInteger writes = new AtomicInteger();
    private Mesh mesh;
    private ShiftLoop loop;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
        for (String cluster : List.of("k8s2", "eks1")) {
            Adopted.standIn(mesh.client(cluster));
        }
        mesh.restart();
        mesh.stand(FIVE);
        loop = new ShiftLoop(
                Leadership.alone(),
                shifts,
                shifts,
                new ScriptedMetrics(),
                new SteadyHistory(Plans.K8S2),
                new Finishing(mesh.router),
                plan -> List.of(),
                new FakePods(),
                new FakePods(),
                new RecordingAnnouncer(),
                counting(),
                Lanes.inCallingThread(),
                new Tempo(clock, 1),
                (id, after) -> {});
        ShiftRecord unused = shifts.put(Plans.CHECKOUT, wish(Intent.ADVANCE), state());
        round();
        writes.set(0);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldBeContestedWithinTwoTicksAfterOneWriteAtMost() {
        healed();
        round();
        assertThat(writes).hasValue(1);

        healed();
        round();

        assertThat(state(Phase.Kind.SHIFTING).troubles().get(Plans.K8S2).contestedBy())
                .contains("argocd-controller");
        assertThat(shifts.find(Plans.CHECKOUT.id()).orElseThrow().request())
                .isEqualTo(new Request(
                        Intent.PAUSE,
                        1,
                        Origin.CONTEST,
                        "argocd-controller",
                        "VirtualService shop/checkout is put back by argocd-controller whenever it is written in cluster k8s2",
                        false));
        for (int more = 0; more < 3; more++) {
            round();
        }
        assertThat(state(Phase.Kind.PAUSED).reason().cause()).isEqualTo(Reason.Cause.CONTEST);
        assertThat(writes).hasValue(1);
        assertThat(Adopted.routes(mesh.client("k8s2")).at("/spec"))
                .isEqualTo(Adopted.original().at("/spec"));
    }

    @Test
    void shouldGoOnWhenAPersonResumes() {
        healed();
        round();
        assertThat(writes).hasValue(1);
        healed();
        round();
        round();

        ShiftRecord unused = shifts.request(Plans.CHECKOUT.id(), shift -> wish(Intent.ADVANCE));
        round();
        round();

        assertThat(writes).hasValue(2);
        mesh.awaitShown(FIVE);
        assertThat(state(Phase.Kind.SHIFTING).troubles()).isEmpty();
    }

    /** The second writer has seen our write and undone it, and we have seen that. */
    private void healed() {
        String before = Adopted.version(mesh.client("k8s2"));
        Adopted.putBack(mesh.client("k8s2"), "argocd-controller");
        assertThat(Adopted.version(mesh.client("k8s2"))).isNotEqualTo(before);
        await().until(() -> mesh.router.routes(Plans.K8S2).orElseThrow().objects(Plans.CHECKOUT.service()).stream()
                .anyMatch(object ->
                        object.at("/metadata/resourceVersion").asText().equals(Adopted.version(mesh.client("k8s2")))));
    }

    private void round() {
        clock.advance(Duration.ofSeconds(10));
        var unused = loop.round().await().indefinitely();
    }

    /** Has written when it is told to write, so that a round ends with its writes. */
    private record Finishing(TrafficRouter router) implements TrafficRouter {
        @Override
        public Map<ClusterName, ClusterView> view(ShiftPlan plan, Optional<RouteTarget> target, long epoch) {
            return router.view(plan, target, epoch);
        }

        @Override
        public Uni<List<Outcome>> apply(ShiftPlan plan, RouteTarget target, long epoch) {
            return Uni.createFrom()
                    .item(router.apply(plan, target, epoch).await().atMost(Duration.ofSeconds(60)));
        }

        @Override
        public void forget(ShiftId id) {
            router.forget(id);
        }
    }

    /** Counts what the loop writes into k8s2. */
    private LoopMeter counting() {
        return new LoopMeter() {
            @Override
            public void turned(ShiftRecord shift) {}

            @Override
            public void forgotten(ShiftId id) {}

            @Override
            public void applied(ShiftId id, TrafficRouter.Outcome outcome) {
                writes.addAndGet(outcome.cluster().equals(Plans.K8S2) ? outcome.writes() : 0);
            }

            @Override
            public void roundEnded(int count, Duration took) {}

            @Override
            public void turnFailed(ShiftId id, String why) {
                throw new AssertionError(id + " failed: " + why);
            }
        };
    }

    private ShiftState state(Phase.Kind expected) {
        ShiftState state = shifts.find(Plans.CHECKOUT.id()).orElseThrow().state();
        assertThat(state.phase().kind()).isEqualTo(expected);
        return state;
    }

    private static Request wish(Intent intent) {
        return new Request(intent, 1, Origin.PERSON, "ana", "", false);
    }

    private ShiftState state() {
        return new ShiftState(
                new Shifting(new Weight(50)),
                new Reason(Reason.Cause.TIME, "waiting", List.of()),
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                Evidence.NONE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                clock.instant());
    }
}
