package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an API server that gives a list in pages, as they all do where they are asked to. */
class PagedListTest {
    private final List<String> lists = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WatchKeeper keeper = new WatchKeeper("k8s2", WatchSettings.DEFAULT);
    private HttpServer server;
    private KubernetesClient client;
    private KeptWatch<ConfigMap> watch;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/namespaces/shop/configmaps", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .build();
        watch = new KeptWatch<>(
                "ConfigMaps",
                client.configMaps().inNamespace("shop"),
                UnaryOperator.identity(),
                new Nobody<>(),
                keeper);
    }

    @AfterEach
    void stop() {
        watch.close();
        keeper.close();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldReadAllPagesOfAList() {
        watch.start().awaitSeen();

        assertThat(watch.objects().getStore().listKeys()).containsExactlyInAnyOrder("shop/first", "shop/second");
        assertThat(lists).hasSize(2).allMatch(query -> query.contains("limit=500"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            exchange.sendResponseHeaders(503, -1);
        } else if (query.contains("watch=true")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        } else {
            lists.add(query);
            byte[] page =
                    (query.contains("continue=more") ? page("", "second") : page("more", "first")).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        }
    }

    private static String page(String next, String name) {
        return """
                {"kind": "ConfigMapList", "apiVersion": "v1",
                 "metadata": {"resourceVersion": "7", "continue": "%s"},
                 "items": [{"kind": "ConfigMap", "apiVersion": "v1",
                            "metadata": {"namespace": "shop", "name": "%s", "uid": "%s", "resourceVersion": "3"}}]}
                """
                .formatted(next, name, name);
    }
}
