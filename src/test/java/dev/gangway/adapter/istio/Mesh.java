package dev.gangway.adapter.istio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.fake.Leads;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The simulated mesh with a router over it, and a gate before each API server. */
final class Mesh implements AutoCloseable {
    final SimulatedMesh simulated = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    final Map<String, Gate> gates = new TreeMap<>();
    final List<ShiftId> changed = new CopyOnWriteArrayList<>();
    private final Duration timeout;
    final Leads leadership = new Leads();

    /** In which what is applied and looked at was decided. */
    long epoch;

    ClusterRegistry registry;
    IstioRouter router;

    /** A call to a cluster is given up after the timeout. */
    Mesh(Duration timeout) {
        for (String cluster : List.of("k8s2", "eks1")) {
            Gate gate = new Gate(simulated.apiServers().get(cluster));
            gates.put(cluster, gate);
            access(cluster, gate);
        }
        this.timeout = timeout;
        join();
    }

    private void join() {
        registry = new ClusterRegistry(simulated.client("management"), timeout, Clock.systemUTC());
        router = new IstioRouter(registry, leadership, changed::add, Clock.systemUTC());
        registry.addListener(router);
    }

    /** Another router takes the place of this one, and knows nothing of what it did. */
    void restart() {
        registry.close();
        join();
        registry.start();
        awaitSeen("k8s2");
        awaitSeen("eks1");
    }

    /** Waits until both clusters are known. */
    static Mesh started() {
        Mesh mesh = new Mesh(Duration.ofSeconds(30));
        mesh.registry.start();
        mesh.awaitSeen("k8s2");
        mesh.awaitSeen("eks1");
        return mesh;
    }

    void awaitSeen(String cluster) {
        await().atMost(Duration.ofSeconds(30)).until(() -> view(cluster, Optional.empty()) instanceof ClusterView.Seen);
    }

    ClusterView view(String cluster, Optional<RouteTarget> target) {
        return router.view(Plans.CHECKOUT, target, epoch).get(new ClusterName(cluster));
    }

    boolean shows(String cluster, RouteTarget target) {
        return view(cluster, Optional.of(target)).showsTarget();
    }

    void awaitShown(RouteTarget target) {
        await().until(() -> shows("k8s2", target) && shows("eks1", target));
    }

    Map<String, Outcome> apply(RouteTarget target) {
        return apply(Plans.CHECKOUT, target);
    }

    Map<String, Outcome> apply(ShiftPlan plan, RouteTarget target) {
        return apply(plan, target, epoch);
    }

    /** As it was decided in an epoch. */
    Map<String, Outcome> apply(RouteTarget target, long epoch) {
        return apply(Plans.CHECKOUT, target, epoch);
    }

    private Map<String, Outcome> apply(ShiftPlan plan, RouteTarget target, long epoch) {
        List<Outcome> outcomes = router.apply(plan, target, epoch).await().atMost(Duration.ofSeconds(60));
        Map<String, Outcome> byCluster = new TreeMap<>();
        outcomes.forEach(outcome -> byCluster.put(outcome.cluster().value(), outcome));
        assertThat(byCluster).hasSameSizeAs(outcomes);
        return byCluster;
    }

    /** Applies, and waits until it is seen to stand; the subsets first, as the loop does. */
    void stand(RouteTarget target) {
        if (target.stage() == Stage.ROUTES) {
            stand(Plans.target(Stage.SUBSETS, 0));
        }
        assertThat(apply(target).values())
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        awaitShown(target);
    }

    KubernetesClient client(String cluster) {
        return simulated.client(cluster);
    }

    Optional<VirtualService> routes(String cluster) {
        return Optional.ofNullable(client(cluster)
                .resources(VirtualService.class)
                .inNamespace("shop")
                .withName("gangway-checkout")
                .get());
    }

    /** The weights of our routes in each cluster, source first. */
    Map<String, List<Integer>> weights() {
        Map<String, List<Integer>> weights = new TreeMap<>();
        gates.keySet()
                .forEach(cluster -> weights.put(
                        cluster,
                        routes(cluster).orElseThrow().getSpec().getHttp().get(0).getRoute().stream()
                                .map(route -> route.getWeight())
                                .toList()));
        return weights;
    }

    Optional<DestinationRule> subsets(String cluster) {
        return Optional.ofNullable(client(cluster)
                .resources(DestinationRule.class)
                .inNamespace("shop")
                .withName("gangway-checkout")
                .get());
    }

    /** Somebody else's edit of our routes, in per cent. */
    void edit(String cluster, int destination) {
        var unused = client(cluster)
                .resources(VirtualService.class)
                .inNamespace("shop")
                .withName("gangway-checkout")
                .edit(routes -> {
                    var weights = routes.getSpec().getHttp().get(0).getRoute();
                    weights.get(0).setWeight(100 - destination);
                    weights.get(1).setWeight(destination);
                    return routes;
                });
    }

    /** What stands of ours, as {@code eks1 DestinationRule}. */
    List<String> ours() {
        List<String> standing = new ArrayList<>();
        for (String cluster : gates.keySet()) {
            subsets(cluster).ifPresent(found -> standing.add(cluster + " " + found.getKind()));
            routes(cluster).ifPresent(found -> standing.add(cluster + " " + found.getKind()));
        }
        return standing;
    }

    /** All that is not ours, byte for byte. */
    List<String> others() {
        List<String> texts = new ArrayList<>();
        for (String cluster : gates.keySet()) {
            List<HasMetadata> objects = new ArrayList<>();
            objects.addAll(client(cluster)
                    .resources(VirtualService.class)
                    .inAnyNamespace()
                    .list()
                    .getItems());
            objects.addAll(client(cluster)
                    .resources(DestinationRule.class)
                    .inAnyNamespace()
                    .list()
                    .getItems());
            objects.addAll(client(cluster)
                    .resources(Service.class)
                    .inAnyNamespace()
                    .list()
                    .getItems());
            objects.stream()
                    .filter(object -> !StandingObjects.isOurs(object))
                    .map(object -> cluster + " " + Serialization.asJson(object))
                    .forEach(texts::add);
        }
        return texts;
    }

    /** Every version that stands, so that a write that changes nothing is seen too. */
    List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (String cluster : gates.keySet()) {
            subsets(cluster).ifPresent(found -> versions.add(cluster + " subsets " + version(found)));
            routes(cluster).ifPresent(found -> versions.add(cluster + " routes " + version(found)));
        }
        return versions;
    }

    <T extends HasMetadata> T create(String cluster, String yaml, Class<T> type) {
        return client(cluster).resource(Serialization.unmarshal(yaml, type)).create();
    }

    /** Tells the management cluster of another way in. */
    void access(String cluster, Gate gate) {
        String kubeconfig = simulated
                .kubeconfig(cluster)
                .replace(
                        simulated.apiServers().get(cluster).toString(),
                        gate.address().toString());
        var secrets = simulated.client("management").secrets().inNamespace("gangway-system");
        var unused = secrets.withName(cluster + "-kubeconfig").edit(secret -> {
            secret.setData(Map.of("kubeconfig", Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8))));
            return secret;
        });
    }

    @Override
    public void close() {
        gates.values().forEach(gate -> gate.shut(false));
        registry.close();
        gates.values().forEach(Gate::close);
        simulated.close();
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
