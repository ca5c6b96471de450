package dev.gangway.adapter.cluster.preflight;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Gap;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Asks by the cluster's client, which gives each call up after its timeout, in the cluster's own threads. */
final class ClientReads implements ClusterReads {
    private static final Logger LOG = Logger.getLogger(ClientReads.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ClusterName cluster;
    private final KubernetesClient client;
    private final Executor threads;

    /**
     * Asks nothing yet.
     *
     * @param threads bounded; may reject
     */
    ClientReads(ClusterName cluster, KubernetesClient client, Executor threads) {
        this.cluster = cluster;
        this.client = client;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Reading<Optional<KubernetesObject>>> get(ObjectKind kind, String namespace, String name) {
        String what = "the %s %s".formatted(kind.title(), namespace.isEmpty() ? name : namespace + "/" + name);
        return ask(what, "get " + kind.resource(), Optional.empty(), () -> {
            var all = client.genericKubernetesResources(kind.served());
            Resource<GenericKubernetesResource> one = namespace.isEmpty()
                    ? all.withName(name)
                    : all.inNamespace(namespace).withName(name);
            return Reading.known(Optional.ofNullable(one.get()).map(found -> object(kind, found)));
        });
    }

    @Override
    public CompletableFuture<Reading<List<KubernetesObject>>> list(Question question) {
        String what = "the %ss%s"
                .formatted(
                        question.kind().title(),
                        question.namespace().isEmpty() ? "" : " of namespace " + question.namespace());
        return ask(what, "list " + question.kind().resource(), List.of(), () -> pages(question, what));
    }

    private Reading<List<KubernetesObject>> pages(Question question, String what) {
        List<KubernetesObject> objects = new ArrayList<>();
        String next = "";
        do {
            GenericKubernetesResourceList page = operation(question).list(page(next));
            page.getItems().stream()
                    .map(found -> object(question.kind(), found))
                    .forEach(objects::add);
            next = page.getMetadata() == null
                    ? ""
                    : requireNonNullElse(page.getMetadata().getContinue(), "");
        } while (!next.isEmpty() && objects.size() < MOST && !question.kind().isEnoughInPart());
        return next.isEmpty() || question.kind().isEnoughInPart()
                ? Reading.known(List.copyOf(objects))
                : gap(Cause.TOO_MUCH, "cluster %s has more than %d of %s".formatted(cluster, MOST, what), "");
    }

    private static ListOptions page(String next) {
        ListOptionsBuilder page = new ListOptionsBuilder().withLimit((long) PAGE);
        return next.isEmpty() ? page.build() : page.withContinue(next).build();
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            operation(Question question) {
        var all = client.genericKubernetesResources(question.kind().served());
        if (!question.kind().isNamespaced()) {
            return all.withLabelSelector(question.labels());
        }
        return question.namespace().isEmpty()
                ? all.inAnyNamespace().withLabelSelector(question.labels())
                : all.inNamespace(question.namespace()).withLabelSelector(question.labels());
    }

    private <T> CompletableFuture<Reading<T>> ask(String what, String verb, T nothing, Supplier<Reading<T>> call) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(what, verb, nothing, call), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(gap(
                    Cause.NO_ANSWER,
                    "%s in cluster %s was not asked for: too many calls to it are under way".formatted(what, cluster),
                    ""));
        }
    }

    private <T> Reading<T> answer(String what, String verb, T nothing, Supplier<Reading<T>> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case NOT_FOUND -> Reading.known(nothing);
                case UNAUTHORIZED ->
                    gap(
                            Cause.NO_ANSWER,
                            "the API server of cluster %s refuses Gangway's credentials (401)".formatted(cluster),
                            "give the MeshCluster %s a kubeconfig with a token that counts".formatted(cluster));
                case FORBIDDEN ->
                    gap(
                            Cause.DENIED,
                            "Gangway may not read %s in cluster %s (403 for %s)".formatted(what, cluster, verb),
                            "apply kubernetes/mesh-cluster in %s".formatted(cluster));
                default -> noAnswer(what, e);
            };
        } catch (RuntimeException e) {
            LOG.debugf(e, "cluster=%s: %s can't be read", cluster, what);
            return noAnswer(what, new KubernetesClientException("the answer can't be read"));
        }
    }

    private <T> Reading<T> noAnswer(String what, KubernetesClientException e) {
        String why = e.getCode() <= 0 ? "no answer" : "it answers " + e.getCode();
        return gap(Cause.NO_ANSWER, "%s in cluster %s can't be read: %s".formatted(what, cluster, why), "");
    }

    private static <T> Reading<T> gap(Cause cause, String seen, String todo) {
        return new Reading.Unknown<>(new Gap(cause, seen, todo));
    }

    /** API servers leave the kind out in lists. */
    private static KubernetesObject object(ObjectKind kind, GenericKubernetesResource resource) {
        ObjectNode tree = JSON.valueToTree(resource);
        return new KubernetesObject(tree.put("kind", kind.title()));
    }
}
