package dev.gangway.control.decommission;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.decommission.Inspection.Sight;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Several inspections beside each other, each given up after a time: one that hangs hides none of the others. */
public final class InspectedClusters implements Decommissions {
    private static final Logger LOG = Logger.getLogger(InspectedClusters.class);

    private final Supplier<Collection<String>> clusters;
    private final List<Inspection> inspections;
    private final Executor threads;
    private final Duration timeout;

    /**
     * Looks at nothing yet.
     *
     * @param clusters the names of those that there are
     * @param threads bounded; may reject
     * @param timeout of all inspections of one report
     */
    public InspectedClusters(
            Supplier<Collection<String>> clusters, List<Inspection> inspections, Executor threads, Duration timeout) {
        this.clusters = clusters;
        this.inspections = List.copyOf(inspections);
        this.threads = threads;
        this.timeout = timeout;
    }

    @Override
    public DecommissionReport report(ClusterName cluster, int days) {
        DecommissionReport.requireDays(days);
        Collection<String> known = clusters.get();
        if (!known.contains(cluster.value())) {
            throw new RefusedException(
                    Kind.NOT_FOUND, "cluster", "there is no cluster '%s': name one of %s".formatted(cluster, known));
        }
        Map<Inspection, CompletableFuture<Sight>> running = new LinkedHashMap<>();
        inspections.forEach(inspection -> running.put(inspection, begin(inspection, cluster, days)));
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Finding> findings = new ArrayList<>();
        List<Finding> unknown = new ArrayList<>();
        running.forEach((inspection, answer) -> {
            Sight sight = await(inspection, answer, deadline);
            findings.addAll(sight.findings());
            unknown.addAll(sight.unknown());
        });
        return new DecommissionReport(cluster, days, findings, unknown);
    }

    private CompletableFuture<Sight> begin(Inspection inspection, ClusterName cluster, int days) {
        try {
            return CompletableFuture.supplyAsync(() -> inspection.inspect(cluster, days), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Sight await(Inspection inspection, CompletableFuture<Sight> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return unknown(inspection, "there was no answer within %d s".formatted(timeout.toSeconds()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                return unknown(inspection, "it was not looked at, since too many reports are under way");
            }
            LOG.error("an inspection of a cluster failed in a way that nobody thought of", e.getCause());
            return unknown(inspection, "looking failed: this is a fault of Gangway, its log says more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(inspection, "it was broken off");
        }
    }

    private static Sight unknown(Inspection inspection, String why) {
        return new Sight(
                List.of(),
                inspection.kinds().stream()
                        .map(kind -> new Finding(kind, "all", why, "ask for the report again"))
                        .toList());
    }
}
