package dev.gangway.control;

import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Observation;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The first half of a turn: what is there to see of one shift. It changes nothing. */
final class Observer {
    private final ShiftStore store;
    private final TrafficRouter router;
    private final Preflight preflight;
    private final Clock clock;
    private final Pasts pasts;
    private final Capacities capacities;
    private final Gatekeeper gatekeeper;
    private final Judge judge = new Judge();

    Observer(
            ShiftStore store,
            MetricsHistory history,
            TrafficRouter router,
            Preflight preflight,
            Capacities capacities,
            Gatekeeper gatekeeper,
            Clock clock) {
        this.store = store;
        this.capacities = capacities;
        this.gatekeeper = gatekeeper;
        this.pasts = new Pasts(history, clock);
        this.router = router;
        this.preflight = preflight;
        this.clock = clock;
    }

    /** What was seen, and what is gathered with it. */
    record Sight(Observation observation, Gathering gathering, Optional<String> metricsProblem) {}

    Sight observe(ShiftRecord shift, Gathering before, Optional<Readings> readings) {
        Instant at = clock.instant();
        Phase phase = shift.state().phase();
        Map<ClusterName, ClusterView> clusters = router.view(
                shift.plan(), phase.target(shift.plan()), shift.state().epoch());
        Gathering standing = before.seen(clusters, at, shift.plan());
        if (!phase.kind().isJudged() || standing.evidence().knowsSource()) {
            pasts.forget(shift.id());
        }
        Optional<Reading> reading = phase.kind().isJudged()
                ? readings.map(all -> all.byService().get(shift.plan().service()))
                : Optional.empty();
        Gathering gathering = reading.filter(Reading.Taken.class::isInstance)
                .map(taken -> ((Reading.Taken) taken).window())
                .map(window -> standing.looked(
                        window,
                        InForce.patience(shift.plan(), readings.orElseThrow().scrapeInterval())))
                .orElse(standing);
        Optional<Look> look = reading.map(taken -> look(shift, gathering, taken));
        Optional<Assessment> assessment = look.map(Look::assessment);
        boolean pending = phase.kind() == Phase.Kind.PENDING;
        List<Preflight.Check> checks = pending ? preflight.check(shift.plan()) : List.of();
        Observation observation = new Observation(
                at,
                shift.request(),
                shift.state().attempt(),
                clusters,
                gathering.evidence().left(),
                gathering.standingSince(),
                assessment,
                blindSince(shift, look, at),
                Optional.of(capacities.see(shift, reading)),
                pending ? obstacles(shift, checks) : List.of(),
                checks.stream()
                        .filter(check -> check.result() == Preflight.Result.WARN)
                        .map(Preflight.Check::words)
                        .toList(),
                gatekeeper.see(shift));
        return new Sight(observation, gathering.with(assessment), problem(shift, look));
    }

    /** What came of this round's metrics, and what they lack to be judged. */
    private record Look(Assessment assessment, Optional<String> lack) {
        static Look lacking(Assessment assessment) {
            return new Look(assessment, Optional.of(assessment.summary()));
        }
    }

    private Look look(ShiftRecord shift, Gathering gathering, Reading reading) {
        if (reading instanceof Reading.Unavailable unavailable) {
            return Look.lacking(Assessment.withoutReading(gathering.evidence(), unavailable));
        }
        Evidence evidence = gathering.evidence();
        Optional<Past> past = evidence.knowsSource() ? Optional.empty() : pasts.of(shift.plan(), shift.counting());
        if (past.isPresent() && past.get() instanceof Past.Unknown unknown) {
            return Look.lacking(Assessment.withoutPast(evidence, unknown.why()));
        }
        MetricWindow window = ((Reading.Taken) reading).window();
        return new Look(assess(shift, gathering, past, window), Optional.empty());
    }

    private Assessment assess(ShiftRecord shift, Gathering gathering, Optional<Past> past, MetricWindow window) {
        Evidence evidence = gathering.evidence();
        TrafficSplit split = shift.state().phase().kind() == Phase.Kind.OBSERVING
                ? shift.plan()
                        .split(window.measuredWeight(
                                shift.plan().source(), shift.plan().destination()))
                : ShiftState.wanted(shift.state().phase(), shift.plan());
        if (past.isPresent() && past.get() instanceof Past.Known known) {
            Baseline baseline = known.baseline();
            if (baseline.lacking() > 0) {
                return judge.tooQuiet(shift.plan().protocol(), split, evidence, baseline);
            }
            evidence = evidence.with(baseline);
        }
        ShiftPlan plan = shift.plan();
        boolean previews =
                shift.state().phase().target(plan).flatMap(RouteTarget::preview).isPresent();
        return previews
                ? judge.preview(plan.objectives(), plan.ladder(), split, evidence, window)
                : gathering.inForce().hold(judge.assess(plan.objectives(), plan.ladder(), split, evidence, window));
    }

    void forget(ShiftId id) {
        pasts.forget(id);
    }

    private List<String> obstacles(ShiftRecord shift, List<Preflight.Check> checks) {
        return Stream.concat(
                        rival(shift).map(other -> "service %s is already moved by shift '%s': delete one of the two"
                                .formatted(shift.plan().service(), other.id().name())),
                        checks.stream()
                                .filter(check -> check.isObstacle(shift.plan().precautions()))
                                .map(Preflight.Check::demand))
                .toList();
    }

    /** Of two shifts of one service the one that has begun goes on; of two that have not, the first by name. */
    private Stream<ShiftRecord> rival(ShiftRecord shift) {
        return store.all().stream()
                .filter(other -> !other.id().equals(shift.id()))
                .filter(other -> other.plan().service().equals(shift.plan().service()))
                .filter(other -> other.state().phase().kind() != Phase.Kind.PENDING
                        || other.id().name().compareTo(shift.id().name()) < 0)
                .limit(1);
    }

    /** A tick without a reading says nothing about the sources: what was known of them stands. */
    private static Optional<String> problem(ShiftRecord shift, Optional<Look> look) {
        return look.map(Look::lack)
                .orElseGet(() ->
                        shift.state().phase().kind().isJudged() ? shift.state().metricsProblem() : Optional.empty());
    }

    /** It counts from what is recorded, so that it goes on after a restart; one good reading ends it. */
    private static Optional<Instant> blindSince(ShiftRecord shift, Optional<Look> look, Instant at) {
        Optional<Instant> before = shift.state().blindSince();
        if (!(shift.state().phase() instanceof Phase.Moving)) {
            return Optional.empty();
        }
        return look.map(now -> now.lack().map(lack -> before.orElse(at))).orElse(before);
    }
}
