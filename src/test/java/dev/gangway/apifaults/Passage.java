package dev.gangway.apifaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.apifaults.Misbehaviour.Begun;
import dev.gangway.apifaults.Misbehaviour.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/**
 * Takes three shifts through one fault after another: {@value #DEGRADED} stands at 10 % when a fault begins and turns bad in it,
 * {@value #HEALTHY} begins in it, and {@value #PAUSED} stands still all the time.
 */
final class Passage implements AutoCloseable {
    static final String DEGRADED = "checkout";
    static final String HEALTHY = "payments";
    static final String PAUSED = "search";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FIRST = 10;
    private static final Map<String, Object> GO = Map.of("propagationSeconds", 1, "soakSeconds", 5);
    private static final Map<String, Object> STAY = Map.of("propagationSeconds", 1, "soakSeconds", 100_000);

    private final FaultyMesh mesh = new FaultyMesh();
    private final Kubectl kubectl = new Kubectl(mesh.mesh);
    private final Onlooker onlooker = new Onlooker(mesh.mesh, kubectl, List.of(0, FIRST, 50, 100));
    private final String faulty;
    private int attempt = 1;

    /** @param faulty the cluster whose API server misbehaves */
    Passage(String faulty) {
        this.faulty = faulty;
        List.of(DEGRADED, HEALTHY, PAUSED).forEach(service -> kubectl.shift(service, "10, 50"));
        stands(PAUSED, FIRST);
        kubectl.set(PAUSED, Map.of("intent", "Pause"));
        waiting("the paused shift").until(() -> kubectl.phase(PAUSED).equals("Paused"));
        // One that is rolled back before it has routes never shows any.
        stands(HEALTHY, FIRST);
        back(HEALTHY);
    }

    /** One fault, from before it begins until all is as it should be again. */
    Ledger.Row through(Misbehaviour fault) {
        stands(DEGRADED, FIRST);
        kubectl.set(DEGRADED, Map.of("pacing", STAY));
        int seen = onlooker.violations().size();
        double failures = mesh.meter("gangway.turn.failures");
        double replaced = mesh.meter("gangway.watches.replaced", "cluster", faulty);
        Begun begun = fault.begin(mesh.proxy(faulty));
        mesh.spoil(DEGRADED);
        again(HEALTHY);
        goesBackElsewhere(fault);
        waiting("words about " + fault.title()).untilAsserted(() -> isTold(fault, failures, replaced));
        begun.end().run();
        Instant ended = mesh.clock.instant();
        waiting("the end of " + fault.title()).until(() -> isBack(DEGRADED) && hasBegun(HEALTHY) && isWell());
        Duration took = Duration.between(ended, mesh.clock.instant());
        mesh.heal(DEGRADED);
        back(HEALTHY);
        again(DEGRADED);
        List<String> violations = onlooker.violations();
        return new Ledger.Row(
                fault.title(),
                faulty,
                begun.injected().getAsInt(),
                violations.subList(seen, violations.size()),
                took.toSeconds());
    }

    /** What the paused shift has become: its phase and its weights in both clusters. */
    List<String> paused() {
        return List.of(
                kubectl.phase(PAUSED),
                Integer.toString(kubectl.weight("k8s2", PAUSED)),
                Integer.toString(kubectl.weight("eks1", PAUSED)));
    }

    int versions() {
        return onlooker.versions();
    }

    /** A rollback does not wait for the cluster that misbehaves. */
    private void goesBackElsewhere(Misbehaviour fault) {
        if (!faulty.equals(FaultyMesh.MANAGEMENT)) {
            waiting("the rollback beside " + fault.title()).until(() -> FaultyMesh.CLUSTERS.stream()
                    .filter(cluster -> !cluster.equals(faulty))
                    .allMatch(cluster -> kubectl.weight(cluster, DEGRADED) == 0));
        }
    }

    private void isTold(Misbehaviour fault, double failures, double replaced) {
        boolean records = faulty.equals(FaultyMesh.MANAGEMENT);
        switch (fault.told()) {
            case AS_UNREACHABLE, IN_THE_WRITES -> {
                if (records) {
                    assertThat(mesh.meter("gangway.turn.failures")).isGreaterThan(failures);
                } else if (fault.told() == Told.AS_UNREACHABLE) {
                    saysUnreachable(fault);
                } else {
                    saysNotWritten(fault);
                }
            }
            case IN_THE_COUNT_OF_WATCHES ->
                assertThat(mesh.meter("gangway.watches.replaced", "cluster", faulty))
                        .isGreaterThan(replaced);
            case NOWHERE -> assertThat(fault.words()).isEmpty();
        }
    }

    private void saysUnreachable(Misbehaviour fault) {
        assertThat(kubectl.clusterCondition(faulty, "Reachable", "False"))
                .hasValueSatisfying(words -> assertThat(words).contains(fault.words()));
        assertThat(kubectl.condition(DEGRADED, "ClustersReachable", "False"))
                .hasValueSatisfying(words -> assertThat(words).contains(fault.words()));
        assertThat(mesh.meter("gangway.cluster.reachable", "cluster", faulty)).isZero();
    }

    private void saysNotWritten(Misbehaviour fault) {
        assertThat(List.of(
                        kubectl.condition(DEGRADED, "RoutesWeavable", "False").orElse(""),
                        kubectl.condition(DEGRADED, "ClustersReachable", "False")
                                .orElse("")))
                .anySatisfy(words -> assertThat(words).contains(fault.words()));
    }

    private boolean isWell() {
        return FaultyMesh.CLUSTERS.stream().allMatch(cluster -> kubectl.clusterCondition(cluster, "Reachable", "True")
                .isPresent());
    }

    private boolean isBack(String service) {
        return kubectl.phase(service).equals("RolledBack") && shows(service, 0);
    }

    private boolean hasBegun(String service) {
        return FaultyMesh.CLUSTERS.stream().allMatch(cluster -> kubectl.weight(cluster, service) >= FIRST);
    }

    private boolean shows(String service, int weight) {
        return FaultyMesh.CLUSTERS.stream().allMatch(cluster -> kubectl.weight(cluster, service) == weight);
    }

    private void stands(String service, int weight) {
        waiting(service + " to stand at " + weight).until(() -> hasBegun(service));
    }

    private void back(String service) {
        kubectl.set(service, Map.of("intent", "RollBack"));
        waiting("the rollback of " + service).until(() -> isBack(service));
    }

    private void again(String service) {
        attempt++;
        kubectl.set(service, Map.of("intent", "Advance", "attempt", attempt, "pacing", GO));
    }

    private ConditionFactory waiting(String what) {
        return await(what + ", with the API server of " + faulty + " at fault")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100));
    }

    @Override
    public void close() {
        onlooker.close();
        mesh.close();
    }
}
