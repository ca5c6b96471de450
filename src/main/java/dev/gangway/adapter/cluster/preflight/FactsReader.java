package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.preflight.ClusterReads.Question;
import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Known;
import dev.gangway.adapter.cluster.preflight.Reading.Unknown;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Asks a cluster what preflight needs to know: all at once, and what follows from an answer when it has come. Nothing blocks. */
final class FactsReader {
    private static final String ROOT_CERTIFICATES = "istio-ca-root-cert";
    private static final String ANYWHERE = "";
    private static final String ALL = "";

    /** More gateways to networks than that are left out. */
    private static final int MOST_GATEWAYS = 10;

    private final Place place;
    private final ClusterReads reads;

    FactsReader(Place place) {
        this.place = place;
        this.reads = place.reads();
    }

    /**
     * Of the cluster as a whole.
     *
     * @param others the clusters that its istiod may read
     */
    CompletableFuture<ClusterFacts> cluster(List<ClusterName> others) {
        String root = place.rootNamespace();
        var namespace = namespace(root);
        var settings = list(ObjectKind.CONFIG_MAP, root, "istio.io/rev");
        var gateways =
                list(ObjectKind.SERVICE, ANYWHERE, EastWestGateway.NETWORK).thenCompose(this::gateways);
        var definitions = list(ObjectKind.GATEWAY, ANYWHERE, ALL);
        var apiGateways = list(ObjectKind.API_GATEWAY, ANYWHERE, EastWestGateway.NETWORK);
        var secrets = remoteSecrets(others);
        var controlPlanes = list(ObjectKind.DEPLOYMENT, root, "app=istiod");
        var injectors = list(ObjectKind.INJECTOR, ANYWHERE, "istio.io/rev");
        return CompletableFuture.allOf(
                        namespace, settings, gateways, definitions, apiGateways, secrets, controlPlanes, injectors)
                .thenApply(unused -> new ClusterFacts(
                        place,
                        namespace.join(),
                        settings.join(),
                        gateways.join(),
                        definitions.join(),
                        apiGateways.join(),
                        secrets.join(),
                        controlPlanes.join(),
                        injectors.join()));
    }

    /** Of a namespace. */
    CompletableFuture<NamespaceFacts> namespace(String name) {
        var namespace = reads.get(ObjectKind.NAMESPACE, "", name);
        var certificates = reads.get(ObjectKind.CONFIG_MAP, name, ROOT_CERTIFICATES);
        var policies = list(ObjectKind.PEER_AUTHENTICATION, name, ALL);
        return CompletableFuture.allOf(namespace, certificates, policies)
                .thenApply(unused -> new NamespaceFacts(namespace.join(), certificates.join(), policies.join()));
    }

    /** Of a service: itself, and then its pods. */
    CompletableFuture<ServiceFacts> service(ServiceRef service) {
        return reads.get(ObjectKind.SERVICE, service.namespace(), service.name())
                .thenCompose(found -> podsOf(found).thenApply(pods -> new ServiceFacts(found, pods)));
    }

    private CompletableFuture<Reading<List<Pod>>> podsOf(Reading<Optional<KubernetesObject>> service) {
        if (service instanceof Known<Optional<KubernetesObject>> known) {
            return known.value().map(this::pods).orElseGet(FactsReader::none);
        }
        return CompletableFuture.completedFuture(service.map(unused -> List.of()));
    }

    /** A Service without a selector has no pods that it would name. */
    private CompletableFuture<Reading<List<Pod>>> pods(KubernetesObject service) {
        Map<String, String> selector = service.map("/spec/selector");
        if (selector.isEmpty()) {
            return none();
        }
        String labels = selector.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
        return list(ObjectKind.POD, service.namespace(), labels)
                .thenApply(found -> found.map(
                        pods -> pods.stream().filter(Pod::isLive).map(Pod::of).toList()));
    }

    private CompletableFuture<Reading<List<EastWestGateway>>> gateways(Reading<List<KubernetesObject>> services) {
        if (services instanceof Unknown<List<KubernetesObject>> unknown) {
            return CompletableFuture.completedFuture(new Unknown<>(unknown.gap()));
        }
        List<CompletableFuture<EastWestGateway>> gateways = ((Known<List<KubernetesObject>>) services)
                .value().stream().limit(MOST_GATEWAYS).map(this::gateway).toList();
        return CompletableFuture.allOf(gateways.toArray(CompletableFuture<?>[]::new))
                .thenApply(unused -> Reading.known(
                        gateways.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<EastWestGateway> gateway(KubernetesObject service) {
        String namespace = service.namespace();
        var slices = list(ObjectKind.ENDPOINT_SLICE, namespace, "kubernetes.io/service-name=" + service.name());
        var pods = pods(service);
        var budgets = list(ObjectKind.DISRUPTION_BUDGET, namespace, ALL);
        var autoscalers = list(ObjectKind.AUTOSCALER, namespace, ALL);
        return CompletableFuture.allOf(slices, pods, budgets, autoscalers)
                .thenApply(unused ->
                        new EastWestGateway(service, slices.join(), pods.join(), budgets.join(), autoscalers.join()));
    }

    /** Where Gangway may read none but some by their names, it reads those. */
    private CompletableFuture<Reading<List<RemoteSecret>>> remoteSecrets(List<ClusterName> others) {
        return list(ObjectKind.SECRET, place.rootNamespace(), RemoteSecret.SELECTOR)
                .thenCompose(found ->
                        found instanceof Unknown<?> unknown && unknown.gap().cause() == Cause.DENIED
                                ? byName(others)
                                : CompletableFuture.completedFuture(found))
                .thenApply(found -> found.map(
                        secrets -> secrets.stream().map(RemoteSecret::of).toList()));
    }

    private CompletableFuture<Reading<List<KubernetesObject>>> byName(List<ClusterName> others) {
        List<CompletableFuture<Reading<Optional<KubernetesObject>>>> secrets = others.stream()
                .map(other -> reads.get(ObjectKind.SECRET, place.rootNamespace(), RemoteSecret.nameFor(other.value())))
                .toList();
        return CompletableFuture.allOf(secrets.toArray(CompletableFuture<?>[]::new))
                .thenApply(unused -> Reading.all(
                                secrets.stream().map(CompletableFuture::join).toList())
                        .map(found -> found.stream().flatMap(Optional::stream).toList()));
    }

    private CompletableFuture<Reading<List<KubernetesObject>>> list(ObjectKind kind, String namespace, String labels) {
        return reads.list(new Question(kind, namespace, labels));
    }

    private static <T> CompletableFuture<Reading<List<T>>> none() {
        return CompletableFuture.completedFuture(Reading.known(List.of()));
    }
}
