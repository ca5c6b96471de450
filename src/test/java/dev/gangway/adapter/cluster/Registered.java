package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.adapter.Gate;
import dev.gangway.control.Leadership;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A registry over the simulated mesh, and what it has told. It is started by the test. */
final class Registered implements AutoCloseable {
    static final ClusterName K8S2 = new ClusterName("k8s2");
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final ClusterName GKE1 = new ClusterName("gke1");
    static final String NAMESPACE = "gangway-system";

    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    final KubernetesClient management = mesh.client("management");
    final List<String> heard = new CopyOnWriteArrayList<>();
    final ClusterRegistry registry;
    private final Map<String, Gate> gates = new TreeMap<>();

    /** Kubeconfigs are looked at every second, and contexts are looked for in these files. */
    Registered(Path... kubeconfigs) {
        this(Clock.systemUTC(), kubeconfigs);
    }

    Registered(Clock clock, Path... kubeconfigs) {
        this(clock, Duration.ofSeconds(5), Duration.ofSeconds(1), kubeconfigs);
    }

    /** Calls to clusters are given up after the timeout. */
    Registered(Clock clock, Duration timeout, Duration lookEvery, Path... kubeconfigs) {
        registry = new ClusterRegistry(
                management, timeout, WatchSettings.DEFAULT, clock, List.of(kubeconfigs), Leadership.alone(), lookEvery);
        registry.addListener(new MembershipListener() {
            @Override
            public void joined(Member member) {
                heard.add("joined " + member.name());
            }

            @Override
            public void replaced(Member member) {
                heard.add("replaced " + member.name());
            }

            @Override
            public void left(ClusterName name) {
                heard.add("left " + name);
            }
        });
    }

    /** A gate before the API server of a cluster of the simulated mesh; closed with all else. */
    Gate gate(String cluster) {
        return gates.computeIfAbsent(cluster, name -> new Gate(mesh.apiServers().get(name)));
    }

    /** A kubeconfig for what is behind the gate, with a token. */
    String kubeconfig(String cluster, String token) {
        return mesh.kubeconfig(cluster)
                .replace(
                        mesh.apiServers().get(cluster).toString(),
                        gate(cluster).address().toString())
                .replace("user: {}", "user: {token: " + token + "}");
    }

    /** The Secret that the specification of a cluster names, with these values under their keys. */
    void secret(String cluster, Map<String, String> values) {
        Map<String, String> encoded = new HashMap<>();
        values.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
        var secret = management.resource(new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(NAMESPACE)
                        .withName(cluster + "-kubeconfig")
                        .build())
                .withData(encoded)
                .build());
        var unused = secret.get() == null ? secret.create() : secret.update();
    }

    void secret(String cluster, String kubeconfig) {
        secret(cluster, Map.of("kubeconfig", kubeconfig));
    }

    void cluster(String name, MeshClusterSpec spec) {
        MeshCluster cluster = new MeshCluster();
        cluster.setMetadata(new ObjectMetaBuilder().withName(name).build());
        cluster.setSpec(spec);
        management.resource(cluster).create();
    }

    void edit(String name, UnaryOperator<MeshClusterSpec> change) {
        MeshCluster edited =
                management.resources(MeshCluster.class).withName(name).get();
        edited.setSpec(change.apply(edited.getSpec()));
        management.resource(edited).update();
    }

    void delete(String name) {
        management.resources(MeshCluster.class).withName(name).delete();
    }

    MeshClusterStatus status(String name) {
        return management.resources(MeshCluster.class).withName(name).get().getStatus();
    }

    /** A cluster that is reached by the Secret of its name. */
    static MeshClusterSpec spec(String cluster) {
        return spec(cluster, access(cluster, "kubeconfig"));
    }

    static MeshClusterSpec spec(String cluster, MeshClusterSpec.Access access) {
        return new MeshClusterSpec(
                cluster + ".prd.sfo2",
                access,
                new MeshClusterSpec.PrometheusSpec("http://127.0.0.1:9090", Map.of()),
                null);
    }

    static MeshClusterSpec.Access access(String cluster, String key) {
        return new MeshClusterSpec.Access(
                new MeshClusterSpec.SecretKey(NAMESPACE, cluster + "-kubeconfig", key), null, null);
    }

    static MeshClusterSpec.Access context(String context) {
        return new MeshClusterSpec.Access(null, context, null);
    }

    @Override
    public void close() {
        gates.values().forEach(gate -> gate.shut(false));
        registry.close();
        gates.values().forEach(Gate::close);
        mesh.close();
    }
}
