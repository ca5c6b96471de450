package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at what makes the two clusters one mesh: Istio's settings, trust, remote secrets, east-west gateways, and the service's own pods
 * and policies. Reads both beside each other, and many shifts share what was read.
 *
 * <p>Says nothing of a cluster that there is no client for: the checks of routes tell it.
 */
public final class ClusterPreflight implements Preflight {
    /** Below what a part of preflight may take, so that a cluster that hangs is told by its name. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** More clusters beside the two are not looked at. */
    private static final int MOST_OTHERS = 20;

    private final Place.Places places;
    private final SharedFacts facts;
    private final Clock clock;
    private final Duration patience;

    /** Asks nothing yet; the clusters of the registry, in their own threads, each call with the client's timeout. */
    public ClusterPreflight(ClusterRegistry registry, Clock clock) {
        this(new RegisteredPlaces(registry), clock, PATIENCE);
    }

    /** A cluster that has not answered all questions by then is told to be silent. */
    ClusterPreflight(Place.Places places, Clock clock, Duration patience) {
        this.patience = patience;
        this.places = places;
        this.facts = new SharedFacts(places, clock);
        this.clock = clock;
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        Optional<Place> source = places.find(plan.source());
        Optional<Place> destination = places.find(plan.destination());
        if (source.isEmpty() || destination.isEmpty()) {
            return List.of();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<Side> ofSource = facts.side("source", source.get(), plan.service());
        CompletableFuture<Side> ofDestination = facts.side("destination", destination.get(), plan.service());
        List<CompletableFuture<Optional<ClusterFacts>>> ofOthers = others(plan);
        List<Check> silent = new ArrayList<>();
        Optional<Side> here = heard("source", plan.source(), ofSource, deadline, silent);
        Optional<Side> there = heard("destination", plan.destination(), ofDestination, deadline, silent);
        if (here.isEmpty() || there.isEmpty()) {
            return silent;
        }
        List<ClusterFacts> more = ofOthers.stream()
                .flatMap(other -> await(other, deadline).flatMap(found -> found).stream())
                .toList();
        return SetupChecks.check(new Sides(plan, here.get(), there.get(), more, clock.instant()));
    }

    private List<CompletableFuture<Optional<ClusterFacts>>> others(ShiftPlan plan) {
        return places.names().stream()
                .filter(name -> !name.equals(plan.source()) && !name.equals(plan.destination()))
                .limit(MOST_OTHERS)
                .flatMap(name -> places.find(name).stream())
                .map(place -> facts.withService(place, plan.service()))
                .toList();
    }

    /** Where a cluster does not answer at all, that is one check in place of all. */
    private Optional<Side> heard(
            String role, ClusterName cluster, CompletableFuture<Side> side, long deadline, List<Check> silent) {
        Optional<Side> found = await(side, deadline);
        Optional<Outcome> silence = found.isEmpty()
                ? Optional.of(new Outcome(
                        Result.UNKNOWN,
                        "cluster %s has not answered all questions within %d s"
                                .formatted(cluster, patience.toSeconds()),
                        ""))
                : found.get().cluster().silence().map(Outcome::unknown);
        silence.ifPresent(outcome -> silent.add(outcome.check("setup-in-" + cluster, role)));
        return silence.isEmpty() ? found : Optional.empty();
    }

    /** Empty when there was no answer in time. */
    private static <T> Optional<T> await(CompletableFuture<T> answer, long deadline) {
        try {
            return Optional.of(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("readings never fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
