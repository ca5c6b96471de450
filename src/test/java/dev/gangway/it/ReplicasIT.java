package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.fixture.Policies;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas of the production package: one leads, all serve, and one that led can undo nothing. */
class ReplicasIT {
    private static final Duration FAIL_OVER_WITHIN = Duration.ofSeconds(15);
    private static final List<String> SERVICES = List.of("checkout", "payments", "search");
    private static final int AT_ONCE = 8;
    private static final String ROUTES =
            "PUT /apis/networking.istio.io/v1/namespaces/shop/virtualservices/gangway-checkout";

    @TempDir
    Path scratch;

    private SimulatedMesh mesh;
    private final List<Replica> replicas = new ArrayList<>();

    @BeforeEach
    void start() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
        mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 77));
        mesh.drive();
        // On the wall's time; who leads is what matters here.
        Policies.write(mesh.client("management"), "quick", "pacing: {propagationSeconds: 1, soakSeconds: 2}");
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
        mesh.close();
        Awaitility.reset();
    }

    @Test
    void shouldServeEverywhereAndGoOnWhenLeadersAreKilledAndStopped() throws IOException {
        started("one", "two", "three");
        Replica first = leader();
        List<Replica> standbys = replicas.stream().filter(one -> one != first).toList();
        begin(standbys.get(0), "checkout");
        replicas.forEach(one -> await().until(
                        () -> "Preparing".equals(one.phase("checkout")) || "Shifting".equals(one.phase("checkout"))));

        standbys.get(1).command("checkout", "pause");
        replicas.forEach(one -> await().until(() -> "Paused".equals(one.phase("checkout"))));
        List<Integer> paused = Mesh.weights(mesh, "eks1", "checkout");

        first.kill();
        await("a successor's first round").atMost(FAIL_OVER_WITHIN).until(() -> standbys.stream()
                .anyMatch(one -> one.leads() && one.rounds() > 0));
        Replica second = standbys.stream().filter(Replica::leads).findFirst().orElseThrow();
        Replica third =
                standbys.stream().filter(one -> one != second).findFirst().orElseThrow();
        assertThat(second.phase("checkout")).isEqualTo("Paused");
        assertThat(Mesh.weights(mesh, "eks1", "checkout")).isEqualTo(paused);

        third.command("checkout", "resume");
        await().until(() -> "Shifting".equals(second.phase("checkout")));

        ZonedDateTime renewed = lease().getRenewTime();
        second.stop();
        await().until(() -> third.leads() && third.rounds() > 0);
        assertThat(lease().getAcquireTime())
                .as("it was let go of, and did not run out")
                .isBefore(renewed.plusSeconds(lease().getLeaseDurationSeconds()));
        third.command("checkout", "rollback");
        await().until(() -> "RolledBack".equals(third.phase("checkout")));
        Mesh.CLUSTERS.forEach(
                cluster -> assertThat(Mesh.weights(mesh, cluster, "checkout")).containsExactly(100, 0));
    }

    /** Several times, as the order in which what it consists of is destroyed is another each time. */
    @Test
    void shouldLetGoOfTheLeaseEachTimeItIsStopped() throws IOException {
        for (String name : List.of("first", "second", "third")) {
            started(name);
            Replica leader = leader();
            assertThat(lease().getHolderIdentity()).startsWith(name);

            leader.stop();
            assertThat(lease().getHolderIdentity()).isEmpty();
            replicas.clear();
        }
    }

    @Test
    void shouldOverwriteNothingWhenALeaderIsFrozenWithAWriteInFlightAndWakesUp() throws IOException {
        try (Gate gate = new Gate(mesh.apiServers().get("eks1"))) {
            throughGate(gate);
            started("frozen", "successor");
            Replica frozen = leader();
            Replica successor =
                    replicas.stream().filter(one -> one != frozen).findFirst().orElseThrow();
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            gate.beforeNext(ROUTES, () -> {
                held.countDown();
                awaitQuietly(released);
            });
            begin(successor, "checkout");
            await("the first step up is on its way to eks1").until(() -> held.getCount() == 0);

            frozen.freeze();
            await("fail-over").atMost(FAIL_OVER_WITHIN.plusSeconds(5)).until(() -> successor.leads());
            successor.command("checkout", "rollback");
            await().until(() -> "RolledBack".equals(successor.phase("checkout")));
            Map<String, String> rolledBack = routes();

            released.countDown();
            await("the write that came late is refused").until(() -> gate.conflicts() > 0);
            frozen.thaw();
            await().until(() -> !frozen.leads());
            double rounds = successor.rounds();
            await("some rounds later").until(() -> successor.rounds() > rounds + 3);

            assertThat(routes()).isEqualTo(rolledBack);
            Mesh.CLUSTERS.forEach(cluster ->
                    assertThat(Mesh.weights(mesh, cluster, "checkout")).containsExactly(100, 0));
            assertThat(successor.phase("checkout")).isEqualTo("RolledBack");
            assertThat(frozen.phase("checkout")).isEqualTo("RolledBack");
        }
    }

    @Test
    void shouldStartOneShiftWhereTwoReplicasAreAskedTheSameAtOnce() throws IOException {
        started("one", "two");
        // Preflight warns until the mesh's Prometheus, which is as young, has counted requests.
        SERVICES.forEach(service -> replicas.forEach(one -> await().untilAsserted(() -> assertThat(
                        start(one, service, "tried", "?dryRun=true").statusCode())
                .isEqualTo(200))));

        for (String service : SERVICES) {
            List<Response> answers = atOnce(
                    AT_ONCE, number -> start(replicas.get(number % replicas.size()), service, "key-of-" + service, ""));

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode())
                            .as(answer.asString())
                            .isEqualTo(201))
                    .allSatisfy(
                            answer -> assertThat((String) answer.path("name")).isEqualTo(service));
            assertThat(answers)
                    .filteredOn(answer -> answer.header("Idempotency-Replayed") == null)
                    .as("%s was begun once, and all others are told so", service)
                    .hasSize(1);
        }
        assertThat(mesh.client("management")
                        .genericKubernetesResources("gangway.dev/v1alpha1", "TrafficShift")
                        .inNamespace("shop")
                        .list()
                        .getItems())
                .hasSize(SERVICES.size());
    }

    private static Response start(Replica replica, String service, String key, String query) {
        return replica.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"service\":\"%s\",\"source\":\"k8s2\",\"destination\":\"eks1\",\"policy\":\"quick\"}"
                        .formatted(service))
                .post("/api/v1/namespaces/shop/shifts" + query);
    }

    /** What comes of so many, which wait for each other before they begin. */
    private static List<Response> atOnce(int many, IntFunction<Response> request) {
        CyclicBarrier all = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            return IntStream.range(0, many)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                awaitQuietly(all);
                                return request.apply(number);
                            },
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private void started(String... names) throws IOException {
        Path kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), mesh.kubeconfig("management"));
        for (String name : names) {
            replicas.add(Replica.start(name, kubeconfig, "-Dgangway.round-interval=1s"));
        }
        replicas.forEach(one -> await(one.toString()).ignoreExceptions().until(one::isReady));
    }

    private Replica leader() {
        await().until(() -> replicas.stream().filter(Replica::leads).count() == 1);
        return replicas.stream().filter(Replica::leads).findFirst().orElseThrow();
    }

    private static void begin(Replica replica, String service) {
        // Preflight warns until the mesh's Prometheus, which is as young, has counted requests.
        await().untilAsserted(() -> replica.request()
                .contentType("application/json")
                .body("{\"service\":\"%s\",\"source\":\"k8s2\",\"destination\":\"eks1\",\"policy\":\"quick\"}"
                        .formatted(service))
                .post("/api/v1/namespaces/shop/shifts")
                .then()
                .statusCode(201));
    }

    private LeaseSpec lease() {
        return mesh.client("management")
                .leases()
                .inNamespace("default")
                .withName("gangway")
                .get()
                .getSpec();
    }

    /** The objects of both clusters with their versions. */
    private Map<String, String> routes() {
        Map<String, String> versions = Mesh.versions(mesh);
        versions.keySet().removeIf(name -> name.contains("TrafficShift"));
        return versions;
    }

    private void throughGate(Gate gate) {
        String kubeconfig = mesh.kubeconfig("eks1")
                .replace(
                        mesh.apiServers().get("eks1").toString(), gate.address().toString());
        var unused = mesh.client("management")
                .secrets()
                .inNamespace("gangway-system")
                .withName("eks1-kubeconfig")
                .edit(secret -> {
                    secret.setData(
                            Map.of("kubeconfig", Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8))));
                    return secret;
                });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
