package dev.gangway.adapter.cluster.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.control.Leadership;
import dev.gangway.control.Tempo;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.MutableClock;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The simulated mesh, whose time the test lets pass, with enrolments over it. */
final class Bed implements AutoCloseable {
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final String NAMESPACE = "legacy";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST = 50_000;

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:00Z"));
    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 1));
    final InMemoryShifts shifts = new InMemoryShifts(clock);
    private ClusterRegistry registry;
    ClusterEnrolments enrolments;

    /** With a namespace in eks1 alone that is not in the mesh, and nothing in it. */
    Bed() {
        apply(Objects.namespace(NAMESPACE, ""));
        begin();
    }

    /** Another instance takes the place of this one, which is ended at once, and knows nothing of what it did. */
    void crash() {
        end();
        begin();
    }

    private void begin() {
        registry = new ClusterRegistry(mesh.client("management"), TIMEOUT, Clock.systemUTC());
        // Waits are over at once on the wall: what they wait for is the clock.
        enrolments = new ClusterEnrolments(registry, shifts, Leadership.alone(), new Tempo(clock, 1_000_000));
        registry.addListener(enrolments);
        registry.start();
    }

    private void end() {
        enrolments.close();
        registry.close();
    }

    KubernetesClient client() {
        return mesh.client("eks1");
    }

    void apply(String yaml) {
        apply("eks1", yaml);
    }

    void apply(String cluster, String yaml) {
        mesh.client(cluster).resource(yaml).create();
    }

    /** Lets a simulated second pass. */
    void tick() {
        clock.advance(Duration.ofSeconds(1));
        mesh.catchUp();
    }

    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick();
        }
    }

    static EnrolmentRequest enrol() {
        return request("default", false, false);
    }

    static EnrolmentRequest withdraw() {
        return request("", true, false);
    }

    static EnrolmentRequest request(String revision, boolean disable, boolean force) {
        return new EnrolmentRequest(EKS1, NAMESPACE, revision, Duration.ofSeconds(5), disable, force, "alice");
    }

    Enrolment found() {
        return enrolments.find(EKS1, NAMESPACE).orElseThrow();
    }

    /** Lets time pass until the enrolment is so, and gives it. */
    Enrolment when(Predicate<Enrolment> so) {
        for (int i = 0; i < LONGEST; i++) {
            Enrolment found = found();
            if (so.test(found)) {
                return found;
            }
            tick();
        }
        throw new AssertionError("not so after %d s: %s".formatted(LONGEST, found()));
    }

    Enrolment whenEnded() {
        return when(enrolment -> !enrolment.isRunning());
    }

    /** The live pods of a workload, or of its ReplicaSets. */
    List<Pod> pods(String name) {
        return client()
                .genericKubernetesResources(ObjectKind.POD.served())
                .inNamespace(NAMESPACE)
                .withLabel("app", name)
                .list()
                .getItems()
                .stream()
                .map(pod -> new Pod(client().getKubernetesSerialization().convertValue(pod, JsonNode.class)))
                .toList();
    }

    void assertInjected(String name) {
        assertThat(pods(name)).as(name).isNotEmpty().allMatch(Pod::hasSidecar);
    }

    void assertUntouched(String name) {
        assertThat(pods(name)).as(name).isNotEmpty().noneMatch(Pod::hasSidecar);
    }

    Optional<String> label(String label) {
        return Optional.ofNullable(client().namespaces()
                        .withName(NAMESPACE)
                        .get()
                        .getMetadata()
                        .getLabels())
                .map(labels -> labels.get(label));
    }

    GenericKubernetesResource read(ObjectKind kind, String name) {
        return client().genericKubernetesResources(kind.served())
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    @Override
    public void close() {
        end();
        mesh.close();
    }
}
