package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.istio.Wanted.Want;
import dev.gangway.control.Lanes;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Writes one cluster. It has its own few threads, so that a cluster that hangs holds up nobody else; of several targets of
 * one shift that wait, only the newest is written.
 */
final class ClusterWriter {
    private static final int THREADS = 4;
    private static final int ATTEMPTS = 3;

    private final Member member;
    private final Lanes lanes = Lanes.ofThreads(THREADS);
    private final Map<ShiftId, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(ServiceRef service, Wanted wanted, CompletableFuture<Outcome> outcome) {}

    ClusterWriter(Member member) {
        this.member = member;
    }

    /** Completes with the outcome, never exceptionally. */
    CompletableFuture<Outcome> write(ShiftId id, ServiceRef service, Wanted wanted) {
        boolean[] isFirst = new boolean[1];
        Waiting now = waiting.compute(id, (key, before) -> {
            isFirst[0] = before == null;
            return new Waiting(service, wanted, before == null ? new CompletableFuture<>() : before.outcome());
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
        int writes = 0;
        Optional<String> failure = Optional.empty();
        try {
            Want<VirtualService> routes = work.wanted().routes();
            Want<DestinationRule> subsets = work.wanted().subsets();
            if (routes.kind() == Want.Kind.ABSENT) {
                writes += make(VirtualService.class, routes, work.service(), VirtualService::getSpec);
            }
            writes += make(DestinationRule.class, subsets, work.service(), DestinationRule::getSpec);
            if (routes.kind() != Want.Kind.ABSENT) {
                writes += make(VirtualService.class, routes, work.service(), VirtualService::getSpec);
            }
        } catch (KubernetesClientException e) {
            failure = Optional.of(Heartbeat.words(e));
        } catch (RuntimeException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Outcome(member.name(), writes, failure, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Reads, compares, and writes with the version that was read; another writer's change is read again, a few times. */
    private <T extends HasMetadata> int make(Class<T> type, Want<T> want, ServiceRef service, Function<T, ?> spec) {
        if (want.kind() == Want.Kind.AS_IT_IS) {
            return 0;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return makeOnce(type, want, service, spec);
            } catch (KubernetesClientException e) {
                if (e.getCode() != 409 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T extends HasMetadata> int makeOnce(Class<T> type, Want<T> want, ServiceRef service, Function<T, ?> spec) {
        var resource =
                member.client().resources(type).inNamespace(service.namespace()).withName(IstioObjects.name(service));
        Optional<T> standing = Optional.ofNullable(resource.get());
        if (ClusterRoutes.isAsWanted(want, standing, spec)) {
            return 0;
        }
        if (standing.isPresent() && !IstioObjects.isOurs(standing.get())) {
            throw new IllegalStateException("%s %s/%s stands and is not Gangway's: rename or remove it"
                    .formatted(type.getSimpleName(), service.namespace(), IstioObjects.name(service)));
        }
        if (want.kind() == Want.Kind.ABSENT) {
            var unused = member.client()
                    .resource(standing.orElseThrow())
                    .lockResourceVersion()
                    .delete();
        } else if (standing.isEmpty()) {
            var unused = member.client().resource(want.object()).create();
        } else {
            // Without the version that was read the client would fetch the newest and overwrite it blindly.
            T changed = Serialization.clone(want.object());
            changed.getMetadata()
                    .setResourceVersion(standing.get().getMetadata().getResourceVersion());
            var unused = member.client().resource(changed).update();
        }
        return 1;
    }
}
