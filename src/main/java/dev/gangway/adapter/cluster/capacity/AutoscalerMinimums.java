package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.Heartbeat;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.capacity.Minimum.Result;
import dev.gangway.adapter.cluster.capacity.Scalers.Scaler;
import dev.gangway.control.Leadership;
import dev.gangway.control.Prewarmer;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Raises the minimums of HorizontalPodAutoscalers and ScaledObjects and puts them back. What stands is on the object itself
 * ({@link MinimumNote}); here is only what was refused, and what is on its way.
 */
public final class AutoscalerMinimums implements Prewarmer {
    private static final Logger LOG = Logger.getLogger(AutoscalerMinimums.class);

    /** After a refusal: its cause is gone when a person has mended it. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final int LONGEST = 500;

    private final CapacityWatch watch;
    private final Leadership leadership;
    private final Clock clock;
    private final Map<Place, Refusal> refusals = new ConcurrentHashMap<>();
    private final Set<Place> onTheWay = ConcurrentHashMap.newKeySet();

    private record Place(ShiftId shift, ClusterName cluster, ScalerKind kind, String name) {}

    private record Refusal(String words, Instant at) {}

    /** Knows the autoscalers from the watch; writes nothing without leadership. */
    public AutoscalerMinimums(CapacityWatch watch, Leadership leadership, Clock clock) {
        this.leadership = leadership;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public void raise(ShiftPlan plan, Map<ClusterName, Integer> minimums) {
        minimums.forEach((cluster, wanted) -> watch.cluster(cluster).ifPresent(pods -> pods.scaler(plan.service())
                .filter(scaler -> scaler.minimum() < Math.min(wanted, scaler.maximum()))
                .ifPresent(scaler ->
                        write(plan.id(), pods.member(), scaler, minimum -> minimum.raise(plan.id(), wanted)))));
    }

    @Override
    public boolean putBack(ShiftPlan plan) {
        boolean done = true;
        for (ClusterName cluster : List.of(plan.source(), plan.destination())) {
            Optional<ClusterPods> pods = watch.cluster(cluster);
            List<Scaler> raised = pods.map(seen -> seen.raisedFor(plan.id())).orElse(List.of());
            raised.forEach(scaler ->
                    write(plan.id(), pods.orElseThrow().member(), scaler, minimum -> minimum.putBack(plan.id())));
            boolean isKnown = pods.map(ClusterPods::seesScalers).orElse(true);
            done = done && isKnown && raised.isEmpty();
        }
        if (done) {
            refusals.keySet().removeIf(place -> place.shift().equals(plan.id()));
        }
        return done && onTheWay.stream().noneMatch(place -> place.shift().equals(plan.id()));
    }

    @Override
    public Optional<String> refusal(ShiftId id) {
        return refusals.entrySet().stream()
                .filter(refused -> refused.getKey().shift().equals(id))
                .map(refused -> refused.getValue().words())
                .sorted()
                .findFirst();
    }

    @Override
    public void forget(ShiftId id) {
        refusals.keySet().removeIf(place -> place.shift().equals(id));
        watch.forget(id);
    }

    /** In a thread of the cluster's; what finds no room there is asked for again at the next turn. */
    private void write(ShiftId id, Member member, Scaler scaler, Function<Minimum, Result> change) {
        Place place = new Place(id, member.name(), scaler.kind(), scaler.name());
        Refusal refused = refusals.get(place);
        boolean waits = refused != null && refused.at().plus(TRY_AGAIN_AFTER).isAfter(clock.instant());
        if (waits || !onTheWay.add(place)) {
            return;
        }
        try {
            member.reads().execute(() -> {
                try {
                    write(place, member, scaler, change);
                } finally {
                    onTheWay.remove(place);
                }
            });
        } catch (RejectedExecutionException e) {
            onTheWay.remove(place);
            LOG.debugf("cluster=%s has no thread for a write", member.name());
        }
    }

    private void write(Place place, Member member, Scaler scaler, Function<Minimum, Result> change) {
        try {
            var resources = member.client()
                    .genericKubernetesResources(scaler.kind().served())
                    .inNamespace(scaler.namespace());
            GenericKubernetesResource read = resources.withName(scaler.name()).get();
            if (read == null) {
                refusals.remove(place);
                return;
            }
            Minimum minimum = new Minimum(scaler.kind(), read);
            Result result = change.apply(minimum);
            if (result == Result.WRITE && !leadership.isHeld()) {
                return;
            }
            if (result == Result.WRITE) {
                // With the version that was read in it, which makes the API server refuse what somebody else has
                // overtaken.
                var unused = resources.resource(read).update();
                LOG.infof("shift=%s cluster=%s: minimum of %s written", place.shift(), place.cluster(), scaler);
            }
            told(place, scaler, result);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                refuse(place, "%s in %s: %s".formatted(scaler, place.cluster(), words(e)));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "shift=%s cluster=%s: %s could not be written", place.shift(), place.cluster(), scaler);
            refuse(place, "%s in %s: the call failed".formatted(scaler, place.cluster()));
        }
    }

    /** A webhook's own words, which are the message of the answer. */
    private static String words(KubernetesClientException failure) {
        if (failure.getStatus() == null || failure.getStatus().getMessage() == null) {
            return Heartbeat.words(failure);
        }
        String line = failure.getStatus().getMessage().replaceAll("\\s+", " ");
        return "it answers %d: %s"
                .formatted(failure.getCode(), line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...");
    }

    private void told(Place place, Scaler scaler, Result result) {
        switch (result) {
            case WRITE, AS_WANTED -> refusals.remove(place);
            case ANOTHERS ->
                refuse(
                        place,
                        "%s in %s has the annotation %s of another shift, and is left alone"
                                .formatted(scaler, place.cluster(), MinimumNote.ANNOTATION));
            case CHANGED ->
                refuse(
                        place,
                        "somebody else has changed the minimum of %s in %s since it was raised, and it is left alone"
                                .formatted(scaler, place.cluster()));
        }
    }

    private void refuse(Place place, String words) {
        Refusal before = refusals.put(place, new Refusal(words, clock.instant()));
        if (before == null || !before.words().equals(words)) {
            LOG.warnf("shift=%s: %s", place.shift(), words);
        }
    }
}
