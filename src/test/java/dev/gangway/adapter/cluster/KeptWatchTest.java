package dev.gangway.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.proxy.Call;
import dev.gangway.proxy.Fault;
import dev.gangway.proxy.FaultProxy;
import dev.gangway.proxy.Upstream;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptWatchTest {
    private static final Pattern VERSION = Pattern.compile("resourceVersion=(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final FaultProxy proxy =
            new FaultProxy(Upstream.of(mesh.apiServers().get("k8s2")));
    private final KubernetesClient client = client(proxy);
    private final List<String> replaced = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final WatchKeeper keeper = new WatchKeeper(
            "k8s2",
            new WatchSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    (cluster, kind) -> replaced.add(cluster + " " + kind)));
    private final KeptWatch<ConfigMap> watch = new KeptWatch<>(
            "ConfigMaps",
            client.configMaps().inNamespace("shop"),
            UnaryOperator.identity(),
            new Heard<>(heard),
            keeper);

    @BeforeEach
    void watchOne() {
        write("first", "1");
        watch.start().awaitSeen();
    }

    @AfterEach
    void stop() {
        watch.close();
        keeper.close();
        client.close();
        proxy.close();
        mesh.close();
    }

    @Test
    void shouldFindWhatASilentWatchHasMissedAndTellOfIt() {
        proxy.watches().silence(Call.ANY);
        write("first", "2");
        write("second", "1");
        mesh.client("k8s2").configMaps().inNamespace("shop").withName("first").delete();

        await().atMost(PATIENCE).until(() -> knows("second"));

        assertThat(knows("first")).isFalse();
        await().untilAsserted(() -> assertThat(replaced).containsOnly("k8s2 ConfigMaps"));
        await().untilAsserted(() -> assertThat(heard).contains("added second", "deleted first"));
    }

    @Test
    void shouldGoOnWithAQuietWatchThatHasMissedNothing() {
        Fault lists = proxy.inject(
                Fault.delay(Duration.ofMillis(1), Call.WATCH.negate().and(Call.about("configmaps"))));
        await().atMost(PATIENCE).until(() -> lists.injected() >= 2);

        assertThat(replaced).isEmpty();
        write("second", "1");
        await().until(() -> knows("second"));
        assertThat(heard).containsOnlyOnce("added first");
    }

    @Test
    void shouldNotRelyOnWhatCanNotBeWatchedAndSayWhy() {
        Fault fault = proxy.inject(Fault.answer(403, "configmaps is forbidden", Call.about("configmaps")));
        proxy.watches().cut();

        await().atMost(PATIENCE)
                .until(() ->
                        watch.problem().filter(words -> words.contains("403")).isPresent());
        assertThat(watch.problem().orElseThrow())
                .matches(
                        "its ConfigMaps were last heard of \\d+ s ago, and a new list can't be had: it answers 403: .*")
                .contains("configmaps is forbidden");
        write("second", "1");

        proxy.stop(fault);
        await().atMost(PATIENCE).until(() -> watch.problem().isEmpty() && knows("second"));
    }

    @Test
    void shouldNotRelyOnListsWhereTheWatchIsRefused() {
        Fault fault =
                proxy.inject(Fault.answer(403, "configmaps is forbidden", Call.WATCH.and(Call.about("configmaps"))));
        proxy.watches().cut();

        await().atMost(PATIENCE)
                .until(() ->
                        watch.problem().filter(words -> words.contains("403")).isPresent());

        proxy.stop(fault);
        await().atMost(PATIENCE).until(() -> watch.problem().isEmpty());
        write("second", "1");
        await().until(() -> knows("second"));
    }

    @Test
    void shouldWaitAtTheBeginningWhileTheStorageOfAKindIsInitialized() {
        Fault fault = proxy.inject(Fault.answer(429, "storage is (re)initializing", Call.about("secrets"))
                .times(2));
        try (KeptWatch<Secret> late = new KeptWatch<>(
                "Secrets", client.secrets().inAnyNamespace(), UnaryOperator.identity(), new Heard<>(heard), keeper)) {
            late.start().awaitSeen();

            assertThat(fault.injected()).isEqualTo(2);
            assertThat(late.problem()).isEmpty();
        }
    }

    @Test
    void shouldListAnewWhenItsVersionIsTooOldThoughThatComesAsAPlainAnswer() {
        write("second", "1");
        long newest = Long.parseLong(mesh.client("k8s2")
                .configMaps()
                .inNamespace("shop")
                .list()
                .getMetadata()
                .getResourceVersion());
        Fault fault = proxy.inject(
                Fault.answer(410, "too old resource version", call -> call.isWatch() && version(call.uri()) <= newest));
        proxy.watches().cut();
        await().atMost(PATIENCE).until(() -> fault.injected() > 0);
        write("third", "1");

        await().atMost(PATIENCE).until(() -> knows("second") && knows("third"));
        assertThat(watch.problem()).isEmpty();
        await().untilAsserted(() -> assertThat(replaced).containsOnly("k8s2 ConfigMaps"));
    }

    private static long version(String uri) {
        Matcher version = VERSION.matcher(uri);
        return version.find() ? Long.parseLong(version.group(1)) : 0;
    }

    private boolean knows(String name) {
        return watch.objects().getStore().getByKey("shop/" + name) != null;
    }

    private void write(String name, String value) {
        var config = mesh.client("k8s2")
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName(name)
                        .endMetadata()
                        .withData(Map.of("value", value))
                        .build());
        var unused = config.get() == null ? config.create() : config.update();
    }

    private static KubernetesClient client(FaultProxy proxy) {
        Config config = Config.empty();
        config.setMasterUrl(proxy.address().toString());
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(1000);
        config.setRequestTimeout(1000);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private record Heard<T extends HasMetadata>(List<String> heard) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            heard.add("added " + added.getMetadata().getName());
        }

        @Override
        public void onUpdate(T before, T after) {
            heard.add("updated " + after.getMetadata().getName());
        }

        @Override
        public void onDelete(T deleted, boolean finalStateUnknown) {
            heard.add("deleted " + deleted.getMetadata().getName());
        }
    }
}
