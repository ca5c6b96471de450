package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.MembershipListener;
import dev.gangway.control.CapacitySource;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Counts the ready pods of services, and knows what scales them, in every cluster of the mesh. */
public final class CapacityWatch implements CapacitySource, MembershipListener {
    private static final Logger LOG = Logger.getLogger(CapacityWatch.class);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    private final ClusterRegistry registry;
    private final Consumer<ShiftId> changed;
    private final Clock clock;
    private final Map<ClusterName, ClusterPods> clusters = new ConcurrentHashMap<>();
    private final Map<ServiceRef, ShiftId> shiftOf = new ConcurrentHashMap<>();

    /** Hears of clusters from the registry once it is added there; tells of shifts whose services' ready pods have changed. */
    public CapacityWatch(ClusterRegistry registry, Consumer<ShiftId> changed, Clock clock) {
        this.registry = registry;
        this.changed = changed;
        this.clock = clock;
    }

    @Override
    public void joined(Member member) {
        Optional.ofNullable(clusters.put(member.name(), new ClusterPods(member, clock, this::told)))
                .ifPresent(ClusterPods::close);
    }

    /** What was seen before counts until all was seen anew, so that no shift holds for it and none goes back to nobody. */
    @Override
    public void replaced(Member member) {
        ClusterPods after = new ClusterPods(member, clock, this::told);
        try {
            after.answered().get(SEEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("cluster=%s: its pods were not read within %d s", member.name(), SEEN_WITHIN.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional.ofNullable(clusters.put(member.name(), after)).ifPresent(ClusterPods::close);
    }

    @Override
    public void left(ClusterName name) {
        Optional.ofNullable(clusters.remove(name)).ifPresent(ClusterPods::close);
    }

    @Override
    public Map<ClusterName, Supply> supplies(ShiftPlan plan) {
        shiftOf.put(plan.service(), plan.id());
        return Stream.of(plan.source(), plan.destination())
                .collect(Collectors.toMap(name -> name, name -> supply(name, plan.service())));
    }

    private Supply supply(ClusterName name, ServiceRef service) {
        return cluster(name)
                .map(pods -> pods.supply(service))
                .orElseGet(() -> new Supply.Unknown(registry.problem(name)));
    }

    Optional<ClusterPods> cluster(ClusterName name) {
        return Optional.ofNullable(clusters.get(name));
    }

    void forget(ShiftId id) {
        shiftOf.values().remove(id);
    }

    private void told(ServiceRef service) {
        Optional.ofNullable(shiftOf.get(service)).ifPresent(changed);
    }
}
