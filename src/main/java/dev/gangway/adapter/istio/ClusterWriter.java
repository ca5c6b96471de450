package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Heartbeat;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.control.Lanes;
import dev.gangway.control.Leadership;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Writes one cluster. It has its own few threads, so that a cluster that hangs holds up nobody else; of several targets of
 * one shift that wait, only the newest is written.
 */
final class ClusterWriter {
    private static final int THREADS = 4;
    private static final int ATTEMPTS = 3;
    private static final int CONFLICT = 409;

    private final Member member;
    private final ClusterRoutes routes;
    private final Contests contests;
    private final Leadership leadership;
    private final IstioClient client;
    private final Lanes lanes = Lanes.ofThreads(THREADS);
    private final Map<ShiftId, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(Situation situation, RouteTarget target, long epoch, CompletableFuture<Outcome> outcome) {}

    ClusterWriter(Member member, ClusterRoutes routes, Contests contests, Leadership leadership) {
        this.member = member;
        this.routes = routes;
        this.contests = contests;
        this.leadership = leadership;
        this.client = new IstioClient(member.client());
    }

    /** Completes with the outcome, never exceptionally. */
    CompletableFuture<Outcome> write(Situation situation, RouteTarget target, long epoch) {
        ShiftId id = situation.plan().id();
        boolean[] isFirst = new boolean[1];
        Waiting now = waiting.compute(id, (key, before) -> {
            isFirst[0] = before == null;
            return new Waiting(situation, target, epoch, before == null ? new CompletableFuture<>() : before.outcome());
        });
        if (isFirst[0]) {
            begin(id, now);
        }
        return now.outcome();
    }

    private void begin(ShiftId id, Waiting work) {
        try {
            var unused = lanes.run(id, () -> {
                Waiting newest = waiting.remove(id);
                newest.outcome().complete(writeNow(newest));
            });
        } catch (RejectedExecutionException e) {
            waiting.remove(id);
            work.outcome().complete(new Outcome(member.name(), 0, Optional.of("it has left the mesh"), Duration.ZERO));
        }
    }

    void close() {
        lanes.close();
    }

    private Outcome writeNow(Waiting work) {
        long begun = System.nanoTime();
        Pass pass = new Pass(work.situation(), work.target(), work.epoch());
        try {
            for (int attempt = 1; pass.write() && attempt < ATTEMPTS; attempt++) {
                pass.failures.clear();
            }
        } catch (KubernetesClientException e) {
            pass.failures.add(Heartbeat.words(e));
        } catch (RuntimeException e) {
            pass.failures.add(String.valueOf(e.getMessage()));
        }
        Optional<String> failure =
                pass.failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", pass.failures));
        return new Outcome(member.name(), pass.writes, failure, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Reads, computes, compares, and writes with the versions that were read. */
    private final class Pass {
        private final Situation situation;
        private final RouteTarget target;
        private final long epoch;
        private final Set<String> failures = new LinkedHashSet<>();
        private int writes;
        private boolean conflict;
        private boolean hasNewRule;

        Pass(Situation situation, RouteTarget target, long epoch) {
            this.situation = situation;
            this.target = target;
            this.epoch = epoch;
        }

        /** Whether it must be done again, as somebody else wrote meanwhile. */
        boolean write() {
            ServiceRef service = situation.plan().service();
            var outlook = EpochMark.on(situation.at(target, read(service)), epoch);
            outlook.problems().stream().map(UnweavableException::getMessage).forEach(failures::add);
            conflict = false;
            boolean whole = true;
            for (Change change : outlook.writes()) {
                boolean isRule = IstioKind.of(change.object()) == IstioKind.DESTINATION_RULE;
                // Routes that are to name new subsets wait for proxies to have those, until another pass; weights may
                // change whatever has become of a subset. What goes does so only after what takes its place.
                boolean waits =
                        change.after().isEmpty() ? !whole : hasNewRule && !ServiceRoutes.isReweighing(change, service);
                whole &= !waits && write(change);
                hasNewRule |= isRule;
            }
            return conflict;
        }

        /** Whether it was done. */
        private boolean write(Change change) {
            ShiftId id = situation.plan().id();
            ObjectKey key = ObjectKey.of(change.object());
            if (contests.isContested(id, key, target)) {
                failures.add("%s is left alone, as %s puts it back".formatted(key, Rival.name(change.object())));
                return false;
            }
            Optional<String> fence = fence(change);
            if (fence.isPresent()) {
                failures.add(fence.get());
                return false;
            }
            try {
                contests.written(id, client.write(change).orElse(change.object()), target);
                writes++;
                return true;
            } catch (KubernetesClientException e) {
                failures.add(key + ": " + Heartbeat.words(e));
                conflict |= e.getCode() == CONFLICT;
                return false;
            }
        }

        /**
         * What keeps a leader that is one no more from writing. After the objects were read: a process that is stopped from here
         * on finds that its successor has changed their versions.
         */
        private Optional<String> fence(Change change) {
            if (!leadership.isHeld()) {
                return Optional.of("this replica does not lead any more");
            }
            long standing = change.before().map(EpochMark::of).orElse(0L);
            return standing > epoch
                    ? Optional.of("%s was written in epoch %d, after the decision of epoch %d"
                            .formatted(ObjectKey.of(change.object()), standing, epoch))
                    : Optional.empty();
        }

        /** As it stands now and not as a watch has seen it: what was written a moment ago may not have come back yet. */
        private List<ObjectNode> read(ServiceRef service) {
            Set<ObjectKey> keys = new LinkedHashSet<>();
            routes.objects(service).forEach(object -> keys.add(ObjectKey.of(object)));
            for (IstioKind kind : IstioKind.values()) {
                keys.add(new ObjectKey(kind, service.namespace(), ServiceRoutes.ownName(service)));
            }
            List<ObjectNode> objects = new ArrayList<>();
            keys.forEach(key -> client.get(key).ifPresent(objects::add));
            return objects;
        }
    }
}
