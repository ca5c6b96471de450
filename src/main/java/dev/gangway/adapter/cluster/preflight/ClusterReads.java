package dev.gangway.adapter.cluster.preflight;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks one cluster for objects. Never fails and never blocks: what goes wrong is a reading too. */
interface ClusterReads {

    /** A question about more objects than this is not answered. */
    int MOST = 2_000;

    /** One object. Namespaces are in none: theirs is empty. A kind that the cluster does not know has no objects. */
    CompletableFuture<Reading<Optional<KubernetesObject>>> get(ObjectKind kind, String namespace, String name);

    /** Those that a question is about; of pods some stand for all where there are many. */
    CompletableFuture<Reading<List<KubernetesObject>>> list(Question question);

    /**
     * Which objects.
     *
     * @param namespace where; empty = anywhere
     * @param labels a label selector; empty = all
     */
    record Question(ObjectKind kind, String namespace, String labels) {
        /** Needs all. */
        public Question {
            requireNonNull(kind, "kind");
            requireNonNull(namespace, "namespace");
            requireNonNull(labels, "labels");
        }
    }
}
