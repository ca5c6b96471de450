package dev.gangway.adapter.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gangway.adapter.cluster.preflight.ClusterReads.Question;
import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Gap;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API server answers, as readings. */
class ClientReadsTest {
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final String DENIED = "apply kubernetes/mesh-cluster in eks1";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);
    private HttpServer server;
    private KubernetesClient client;
    private ClientReads reads;
    private volatile int code = 200;
    private volatile String body = "{}";
    private volatile List<String> bodies = List.of();
    private volatile boolean hangs;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            if (hangs) {
                awaitTheEnd();
            }
            byte[] answer = (bodies.isEmpty() ? body : bodies.get(asked.size() - 1)).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestTimeout(2_000)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        reads = new ClientReads(EKS1, client, Runnable::run);
    }

    @AfterEach
    void stop() {
        hang.countDown();
        client.close();
        server.stop(0);
    }

    @Test
    void shouldReadAnObject() {
        body = "{\"metadata\": {\"name\": \"checkout\", \"namespace\": \"shop\"}}";

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout"))
                .isInstanceOfSatisfying(Reading.Known.class, known -> assertThat(known.value())
                        .extracting(found -> ((Optional<?>) found).map(object -> ((KubernetesObject) object).words()))
                        .isEqualTo(Optional.of("Service shop/checkout")));
        assertThat(asked).containsExactly("/api/v1/namespaces/shop/services/checkout");
    }

    @Test
    void shouldReadAnObjectWithoutANamespace() {
        var unused = get(ObjectKind.NAMESPACE, "", "shop");

        assertThat(asked).containsExactly("/api/v1/namespaces/shop");
    }

    @Test
    void shouldBoundEveryList() {
        body = "{\"items\": [{\"metadata\": {\"name\": \"a\"}}, {\"metadata\": {\"name\": \"b\"}}]}";

        assertThat(list(new Question(ObjectKind.POD, "shop", "app=checkout,tier=web"))
                        .map(List::size))
                .isEqualTo(Reading.known(2));
        var everywhere = list(new Question(ObjectKind.SERVICE, "", "topology.istio.io/network"));
        var ofCluster = list(new Question(ObjectKind.INJECTOR, "", "istio.io/rev"));
        var all = list(new Question(ObjectKind.GATEWAY, "", ""));
        assertThat(List.of(everywhere, ofCluster, all)).allMatch(Reading.Known.class::isInstance);
        assertThat(asked)
                .containsExactly(
                        "/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout%2Ctier%3Dweb&limit=500",
                        "/api/v1/services?labelSelector=topology.istio.io%2Fnetwork&limit=500",
                        "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations?labelSelector=istio.io%2Frev&limit=500",
                        "/apis/networking.istio.io/v1/gateways?limit=500");
    }

    @Test
    void shouldReadEveryPage() {
        bodies = List.of(page("\"more\"", "a"), page("\"even more\"", "b"), page("null", "c"));

        assertThat(list(new Question(ObjectKind.GATEWAY, "", ""))
                        .map(found ->
                                found.stream().map(KubernetesObject::words).toList()))
                .isEqualTo(Reading.known(List.of("Gateway a", "Gateway b", "Gateway c")));
        assertThat(asked)
                .containsExactly(
                        "/apis/networking.istio.io/v1/gateways?limit=500",
                        "/apis/networking.istio.io/v1/gateways?continue=more&limit=500",
                        "/apis/networking.istio.io/v1/gateways?continue=even%20more&limit=500");
    }

    @Test
    void shouldNotTakeTheBeginningOfAListForAll() {
        body = page(
                "\"more\"", IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new));

        assertThat(list(new Question(ObjectKind.GATEWAY, "", "")))
                .isEqualTo(unknown(Cause.TOO_MUCH, "cluster eks1 has more than 2000 of the Gateways", ""));
        assertThat(asked).hasSize(4);
    }

    @Test
    void shouldTakeTheFirstPodsForAll() {
        body = page("\"more\"", "a", "b");

        assertThat(list(new Question(ObjectKind.POD, "shop", "app=checkout")).map(List::size))
                .isEqualTo(Reading.known(2));
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldKnowThatSomethingIsNotThere() {
        code = 404;

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout")).isEqualTo(Reading.known(Optional.empty()));
    }

    @Test
    void shouldFindNoneOfAKindThatTheClusterDoesNotKnow() {
        code = 404;

        assertThat(list(new Question(ObjectKind.API_GATEWAY, "", ""))).isEqualTo(Reading.known(List.of()));
    }

    @Test
    void shouldTellWhatItMayNotReadAndTheWayOut() {
        code = 403;

        assertThat(get(ObjectKind.SECRET, "istio-system", "a"))
                .isEqualTo(unknown(
                        Cause.DENIED,
                        "Gangway may not read the Secret istio-system/a in cluster eks1 (403 for get secrets)",
                        DENIED));
        assertThat(list(new Question(ObjectKind.PEER_AUTHENTICATION, "shop", "")))
                .isEqualTo(unknown(
                        Cause.DENIED,
                        "Gangway may not read the PeerAuthentications of namespace shop in cluster eks1 (403 for list"
                                + " peerauthentications.security.istio.io)",
                        DENIED));
    }

    @Test
    void shouldTellThatItIsNotLetIn() {
        code = 401;

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout"))
                .isEqualTo(unknown(
                        Cause.NO_ANSWER,
                        "the API server of cluster eks1 refuses Gangway's credentials (401)",
                        "give the MeshCluster eks1 a kubeconfig with a token that counts"));
    }

    @Test
    void shouldNotKnowWhatAnOutageHides() {
        code = 503;

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout"))
                .isEqualTo(unknown(
                        Cause.NO_ANSWER,
                        "the Service shop/checkout in cluster eks1 can't be read: it answers 503",
                        ""));
    }

    @Test
    void shouldGiveUpACallThatHangs() {
        hangs = true;

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout"))
                .isEqualTo(unknown(
                        Cause.NO_ANSWER, "the Service shop/checkout in cluster eks1 can't be read: no answer", ""));
    }

    @Test
    void shouldNotBlockWhereTooManyCallsAreUnderWay() {
        reads = new ClientReads(EKS1, client, task -> {
            throw new RejectedExecutionException();
        });

        assertThat(get(ObjectKind.SERVICE, "shop", "checkout"))
                .isEqualTo(unknown(
                        Cause.NO_ANSWER,
                        "the Service shop/checkout in cluster eks1 was not asked for: too many calls to it are under way",
                        ""));
        assertThat(asked).isEmpty();
    }

    /** As API servers give it: without the kinds of the items. */
    private static String page(String next, String... names) {
        return "{\"metadata\": {\"continue\": %s}, \"items\": [%s]}"
                .formatted(
                        next,
                        Stream.of(names)
                                .map("{\"metadata\": {\"name\": \"%s\"}}"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    private Reading<Optional<KubernetesObject>> get(ObjectKind kind, String namespace, String name) {
        return reads.get(kind, namespace, name).join();
    }

    private Reading<List<KubernetesObject>> list(Question question) {
        return reads.list(question).join();
    }

    private static <T> Reading<T> unknown(Cause cause, String seen, String todo) {
        return new Reading.Unknown<>(new Gap(cause, seen, todo));
    }

    private void awaitTheEnd() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
