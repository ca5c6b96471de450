package dev.gangway.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.proxy.Call;
import dev.gangway.proxy.FaultProxy;
import dev.gangway.proxy.Upstream;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofHours(1);

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final FaultProxy proxy =
            new FaultProxy(Upstream.of(mesh.apiServers().get("k8s2")));
    private final List<String> replaced = new CopyOnWriteArrayList<>();
    private final Member member = member();

    @AfterEach
    void stop() {
        member.close();
        proxy.close();
        mesh.close();
    }

    /** Without any help of who looks after watches that say nothing. */
    @Test
    void shouldListAnewAtOnceWhenAWatchHasExpired() {
        write("first");
        KeptWatch<ConfigMap> watch = new KeptWatch<>(
                "ConfigMaps",
                member.client().configMaps().inNamespace("shop"),
                UnaryOperator.identity(),
                new Nobody<>(),
                member.watches());
        watch.start().awaitSeen();
        await().atMost(PATIENCE).until(() -> proxy.watches().count(Call.about("configmaps")) > 0);

        proxy.watches().expire();
        write("second");

        await().atMost(PATIENCE).until(() -> watch.objects().getStore().getByKey("shop/second") != null);
        assertThat(watch.objects().getStore().getByKey("shop/first")).isNotNull();
        assertThat(replaced).isEmpty();
        watch.close();
    }

    private Member member() {
        WatchSettings watching = new WatchSettings(
                LONGER_THAN_THE_TEST, LONGER_THAN_THE_TEST, (cluster, kind) -> replaced.add(cluster + " " + kind));
        Config config = Config.empty();
        config.setMasterUrl(proxy.address().toString());
        var blueprint = new ClusterClients.Blueprint(
                new ClusterName("k8s2"), "k8s2.prd.sfo2", "istio-system", new WayIn("the proxy", () -> config));
        return new ClusterClients(
                        new ClusterAccess(mesh.client("management"), new KubeconfigFile(List.of(), PATIENCE)),
                        Duration.ofSeconds(5),
                        watching,
                        Clock.systemUTC())
                .member(blueprint, () -> {});
    }

    private void write(String name) {
        var unused = mesh.client("k8s2")
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }
}
