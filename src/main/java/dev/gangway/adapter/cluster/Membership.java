package dev.gangway.adapter.cluster;

import dev.gangway.adapter.cluster.ClusterClients.Blueprint;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One cluster's way into the mesh and out of it. It looks what its MeshCluster and its kubeconfig say now and makes what stands
 * follow, in a thread of its own, so that a cluster that hangs holds up no other. Other credentials take the place of the ones before
 * when they have been shown to work, or when the ones before don't; what can't be used changes nothing.
 */
final class Membership {
    private static final Logger LOG = Logger.getLogger(ClusterRegistry.class);

    private final ClusterName name;
    private final Supplier<Optional<MeshCluster>> wanted;
    private final ClusterClients clients;
    private final List<MembershipListener> listeners;
    private final Duration lookEvery;
    private final Consumer<Membership> left;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean looksSoon = new AtomicBoolean();
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Optional<Joined> standing = Optional.empty();
    private volatile Optional<Joined> next = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    private record Joined(Blueprint blueprint, Member member) {
        boolean answers() {
            return member.heartbeat().problem().isEmpty();
        }
    }

    /**
     * Does nothing before {@link #begin}.
     *
     * @param wanted the MeshCluster as it stands now; empty = it is gone
     * @param clients that members are made of
     * @param listeners that are told what becomes of it
     * @param lookEvery how often the kubeconfig is looked at again
     * @param left is called when the MeshCluster is gone and nothing of it is left
     */
    Membership(
            ClusterName name,
            Supplier<Optional<MeshCluster>> wanted,
            ClusterClients clients,
            List<MembershipListener> listeners,
            Duration lookEvery,
            Consumer<Membership> left) {
        this.name = name;
        this.wanted = wanted;
        this.clients = clients;
        this.listeners = listeners;
        this.lookEvery = lookEvery;
        this.left = left;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "gangway-cluster-" + name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Looks at once, and again and again until {@link #end}. */
    void begin() {
        long millis = lookEvery.toMillis();
        var unused = thread.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Something may have changed; many calls before the look begins are one. */
    void lookSoon() {
        if (looksSoon.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debugf("cluster=%s has left", name);
            }
        }
    }

    /** Does no more from now on. */
    void end() {
        thread.shutdown();
        ended.complete(null);
    }

    /** Completes when nothing of it is left. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    ClusterName name() {
        return name;
    }

    /** What stands, once there was a first way in. */
    Optional<Member> member() {
        return standing.map(Joined::member);
    }

    /** Why the MeshCluster can't be followed, in one sentence without secrets. What stood before still stands. */
    Optional<String> problem() {
        return problem;
    }

    /** Completes when the MeshCluster was followed once, or could not be. */
    CompletableFuture<Void> looked() {
        return looked;
    }

    /** What is scheduled must not throw: it would never be run again. */
    private void look() {
        looksSoon.set(false);
        try {
            Optional<MeshCluster> cluster = wanted.get();
            if (cluster.isPresent()) {
                follow(clients.blueprint(name, cluster.get()));
            } else {
                leave();
                left.accept(this);
            }
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
        } catch (RuntimeException e) {
            // Nothing that was foreseen; what it says may repeat what it was about.
            LOG.debugf(e, "cluster=%s could not be looked at", name);
            refuse("it fails with a " + e.getClass().getSimpleName());
        } finally {
            looked.complete(null);
        }
    }

    private void follow(Blueprint blueprint) {
        if (isOf(standing, blueprint)) {
            drop();
            problem = Optional.empty();
            return;
        }
        if (!isOf(next, blueprint)) {
            drop();
            next = Optional.of(new Joined(blueprint, clients.member(blueprint, this::lookSoon)));
        }
        Joined coming = next.orElseThrow();
        if (standing.isEmpty()) {
            takeIn(coming);
            LOG.infof("cluster=%s network=%s joined", name, blueprint.network());
        } else if (coming.answers() || !standing.get().answers()) {
            takeIn(coming);
            LOG.infof("cluster=%s network=%s goes on with what its MeshCluster says now", name, blueprint.network());
        } else if (coming.member().heartbeat().hasBeaten()) {
            refuse("with its present access "
                    + coming.member().heartbeat().problem().orElse(""));
        }
    }

    private void takeIn(Joined coming) {
        Optional<Joined> former = standing;
        standing = Optional.of(coming);
        next = Optional.empty();
        problem = Optional.empty();
        tell(listener -> {
            if (former.isPresent()) {
                listener.replaced(coming.member());
            } else {
                listener.joined(coming.member());
            }
        });
        former.ifPresent(gone -> gone.member().close());
    }

    private void leave() {
        drop();
        problem = Optional.empty();
        Optional<Joined> gone = standing;
        standing = Optional.empty();
        gone.ifPresent(former -> {
            tell(listener -> listener.left(name));
            former.member().close();
            LOG.infof("cluster=%s left", name);
        });
    }

    private void drop() {
        Optional<Joined> dropped = next;
        next = Optional.empty();
        dropped.ifPresent(unused -> unused.member().close());
    }

    private void refuse(String why) {
        String words = standing.isPresent()
                ? "MeshCluster '%s' can't be followed, and what it said before still holds: %s".formatted(name, why)
                : "MeshCluster '%s' can't be used: %s".formatted(name, why);
        if (!problem.equals(Optional.of(words))) {
            problem = Optional.of(words);
            LOG.warnf("%s; looking again every %d s", words, lookEvery.toSeconds());
        }
    }

    private void tell(Consumer<MembershipListener> news) {
        for (MembershipListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                LOG.errorf(e, "cluster=%s: one that was to hear of it failed", name);
            }
        }
    }

    private static boolean isOf(Optional<Joined> joined, Blueprint blueprint) {
        return joined.filter(member -> member.blueprint().equals(blueprint)).isPresent();
    }
}
