package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The objects of one kind as last seen by a watch that is looked after. An informer alone goes on with what it knows for many
 * minutes when its watch stands and says nothing (a stateful firewall or a load balancer has forgotten the connection), and for
 * ever when its watch is refused each time it comes back (403, or 410 as a plain answer), and says of neither that it is not
 * watching. So a watch that says nothing for too long, not even the bookmarks that an API server sends every minute, is held against
 * a new list and left for a new watch when it has missed something. Where that list can't be had, what is known counts no more.
 */
public final class KeptWatch<T extends HasMetadata> implements AutoCloseable {
    /**
     * So many objects at most are in one answer to a list. A list of ten thousand as one answer takes several times their memory and
     * holds up an event loop for seconds while it is read.
     */
    public static final long PAGE = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int DEEPEST = 10;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String kind;
    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> served;
    private final UnaryOperator<SharedIndexInformer<T>> prepared;
    private final ResourceEventHandler<T> handler;
    private final WatchKeeper keeper;
    private final CompletableFuture<Void> seen = new CompletableFuture<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private volatile SharedIndexInformer<T> current;
    private volatile Optional<KubernetesClientException> refusal = Optional.empty();
    private Optional<Comparison<T>> comparison = Optional.empty();
    private Optional<SharedIndexInformer<T>> next = Optional.empty();
    private String version = "";
    private volatile Duration silent = Duration.ZERO;
    private boolean begun;
    private boolean closed;

    /**
     * Does nothing before {@link #start}.
     *
     * @param kind in the plural, for people
     * @param served where they are listed and watched
     * @param prepared gives an informer its indexes and its store, and no handler
     * @param handler hears of each object that comes, goes or becomes another; of all that stand when the watch has had to be
     *     replaced
     * @param keeper looks after it from now on
     */
    public KeptWatch(
            String kind,
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> served,
            UnaryOperator<SharedIndexInformer<T>> prepared,
            ResourceEventHandler<T> handler,
            WatchKeeper keeper) {
        this.kind = kind;
        this.served = served;
        this.prepared = prepared;
        this.handler = handler;
        this.keeper = keeper;
        current = made();
        current.addEventHandler(handler);
    }

    /** Starts watching, if it has not begun yet, and does not wait for the API server to answer. */
    public synchronized KeptWatch<T> start() {
        if (begun) {
            return this;
        }
        begun = true;
        var unused = start(current).thenRun(() -> {
            seen.complete(null);
            first.complete(null);
        });
        keeper.keep(this);
        return this;
    }

    /**
     * Waits until all were seen once; throws KubernetesClientException when the first attempt fails, but by 429. It is tried on
     * nevertheless, and nothing is thrown any more when it has succeeded.
     */
    public void awaitSeen() {
        if (seen.isDone()) {
            return;
        }
        try {
            first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw KubernetesClientException.launderThrowable(e.getCause());
        } catch (TimeoutException e) {
            throw new KubernetesClientException("the %s were not read within %s".formatted(kind, PATIENCE), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted while the %s were read".formatted(kind), e);
        }
    }

    /** What is known, by the indexes that it was made with. */
    public SharedIndexInformer<T> objects() {
        return current;
    }

    /** Completes when all of them were seen once. */
    public CompletableFuture<Void> seen() {
        return seen;
    }

    /** Completes with the first thing that comes: when all were seen, or exceptionally when they could not be read. */
    public CompletableFuture<Void> first() {
        return first;
    }

    /** The last answer of the API server that refused the list or the watch; empty where it is given. */
    public Optional<KubernetesClientException> refusal() {
        return refusal;
    }

    /** Why what is known can't be relied on, in one sentence; empty = it can. */
    public Optional<String> problem() {
        Optional<String> answer = refusal.map(Heartbeat::words);
        if (!current.hasSynced()) {
            return Optional.of(answer.map(words -> "%s can't be read: %s".formatted(kind, words))
                    .orElse("its %s were not read yet".formatted(kind)));
        }
        WatchSettings settings = keeper.settings();
        return silent.compareTo(settings.silence().plus(settings.grace())) < 0
                ? Optional.empty()
                : Optional.of("its %s were last heard of %d s ago, and a new list can't be had: %s"
                        .formatted(kind, silent.toSeconds(), answer.orElse("it does not answer")));
    }

    /** Looks after it, so long after the last look. */
    synchronized void look(Duration since) {
        if (closed || !current.hasSynced()) {
            return;
        }
        String heard = Objects.requireNonNullElse(current.lastSyncResourceVersion(), "");
        boolean isQuiet = heard.equals(version);
        version = heard;
        silent = isQuiet ? silent.plus(since) : Duration.ZERO;
        if (!isQuiet) {
            drop();
        } else if (next.isPresent()) {
            replace(next.get());
        } else if (comparison.isPresent()) {
            compare(comparison.get());
        } else if (silent.compareTo(keeper.settings().silence()) >= 0) {
            comparison = Optional.of(compared());
        }
    }

    /** Another informer, that keeps versions only. */
    private record Comparison<T extends HasMetadata>(SharedIndexInformer<T> informer, ObjectVersions<T> versions) {
        void stop() {
            informer.stop();
            versions.clear();
        }
    }

    private Comparison<T> compared() {
        ObjectVersions<T> versions = new ObjectVersions<>();
        SharedIndexInformer<T> informer =
                served.withLimit(PAGE).runnableInformer(0).itemStore(versions);
        informer.removeNamespaceIndex();
        var unused = start(informer);
        return new Comparison<>(informer, versions);
    }

    /** Whether it is watching counts too: a new list is no help where each watch is refused. */
    private void compare(Comparison<T> with) {
        if (!with.informer().isWatching()) {
            return;
        }
        if (with.versions().isKnownTo(current)) {
            drop();
            return;
        }
        with.stop();
        comparison = Optional.empty();
        SharedIndexInformer<T> another = made();
        next = Optional.of(another);
        var unused = start(another);
    }

    private SharedIndexInformer<T> made() {
        SharedIndexInformer<T> informer = served.withLimit(PAGE).runnableInformer(0);
        informer.removeNamespaceIndex();
        return prepared.apply(informer);
    }

    /** The new one takes the place of one that has missed something, and goes where it knows no more. */
    private void replace(SharedIndexInformer<T> another) {
        if (!another.isWatching()) {
            return;
        }
        SharedIndexInformer<T> former = current;
        another.addEventHandler(handler);
        current = another;
        next = Optional.empty();
        drop();
        gone(former, another).forEach(object -> handler.onDelete(object, true));
        former.stop();
        keeper.replaced(kind);
    }

    private static <T extends HasMetadata> List<T> gone(SharedIndexInformer<T> former, SharedIndexInformer<T> another) {
        return former.getStore().list().stream()
                .filter(object -> another.getStore().getByKey(Cache.metaNamespaceKeyFunc(object)) == null)
                .toList();
    }

    /** What is known is what there is. */
    private void drop() {
        comparison.ifPresent(Comparison::stop);
        comparison = Optional.empty();
        next.ifPresent(SharedIndexInformer::stop);
        next = Optional.empty();
        silent = Duration.ZERO;
        refusal = Optional.empty();
    }

    private CompletableFuture<Void> start(SharedIndexInformer<T> informer) {
        informer.exceptionHandler((started, thrown) -> {
            refusal = answer(thrown);
            if (refusal.filter(KeptWatch::isNotReady).isEmpty()) {
                first.completeExceptionally(thrown);
            }
            return true;
        });
        return informer.start().toCompletableFuture();
    }

    /**
     * An API server says 429 of a custom resource whose definition has just come or changed, until its storage is initialized: when
     * Gangway is installed or upgraded, that is just when it starts.
     */
    private static boolean isNotReady(KubernetesClientException answer) {
        return answer.getCode() == TOO_MANY_REQUESTS;
    }

    /** What an API server has answered is somewhere in it; empty where none has. */
    private static Optional<KubernetesClientException> answer(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .filter(answered -> answered.getCode() > 0)
                .findFirst();
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
        current.stop();
        keeper.leave(this);
    }
}
