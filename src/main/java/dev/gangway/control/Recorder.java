package dev.gangway.control;

import dev.gangway.control.Observer.Sight;
import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Decision;
import dev.gangway.domain.shift.Observation;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the state that a decision leads to, and says whether it is worth a write. */
final class Recorder {
    private static final Duration EVIDENCE_IS_WRITTEN_EVERY = Duration.ofMinutes(1);

    private Recorder() {}

    /**
     * The state after a decision. A tick out of turn that changes nothing leaves the words of the last round standing: it
     * has seen no metrics, and has nothing better to say.
     *
     * @param epoch the leader's that decides
     */
    static ShiftState next(ShiftRecord shift, Sight sight, Decision decision, Gathering gathering, long epoch) {
        ShiftState state = shift.state();
        Observation seen = sight.observation();
        Verdict verdict = seen.assessment().map(Assessment::verdict).orElse(state.verdict());
        List<Finding> findings = seen.assessment().map(Assessment::findings).orElse(state.findings());
        boolean moved = !decision.next().equals(state.phase());
        TrafficSplit wanted = ShiftState.wanted(decision.next(), shift.plan());
        // A tick out of turn in a judged phase has nothing new to say.
        boolean says =
                moved || seen.assessment().isPresent() || !state.phase().kind().isJudged();
        boolean retried = state.phase().kind() == Phase.Kind.ROLLED_BACK && moved;
        return new ShiftState(
                decision.next(),
                says ? decision.reason() : state.reason(),
                retried ? shift.request().attempt() : state.attempt(),
                retried ? Verdict.INCONCLUSIVE : verdict,
                retried ? List.of() : findings,
                gathering.evidence(),
                standing(seen.clusters()),
                unreachable(seen.clusters()),
                seen.troubles(),
                sight.metricsProblem(),
                decision.next() instanceof Phase.Moving ? seen.blindSince() : Optional.empty(),
                decision.next().kind().isJudged() ? gathering.inForce().notInForce() : Optional.empty(),
                Capacities.kept(seen, decision.next(), shift.plan()),
                says ? decision.hold() : state.hold(),
                moved
                        ? ShiftState.append(
                                state.history(),
                                new HistoryEntry(seen.at(), decision.next().kind(), wanted, verdict, decision.reason()))
                        : state.history(),
                seen.at(),
                moved ? epoch : state.epoch());
    }

    /**
     * What people see must be written when it changes, and so must what keeps a shift from beginning; the evidence and the
     * words for what is awaited, or for why a cluster can't be reached, change at every tick and are written once a minute, so that many shifts don't wear out one
     * API server. What stands in the clusters changes with each write of a route, in one cluster after the other, and waits for
     * the round, which has the verdict of the new step to write as well. That counts are no longer of the present weight does not
     * wait: routes are put right at once, and whoever goes on after a crash would find them right and the counts as they were.
     */
    static boolean isWorthWriting(ShiftState before, ShiftState after, ShiftPlan plan, boolean inRound) {
        boolean changed = !before.phase().equals(after.phase())
                || before.attempt() != after.attempt()
                || before.verdict() != after.verdict()
                || before.reason().cause() != after.reason().cause()
                || (inRound && !before.standing().equals(after.standing()))
                || isVoid(before.evidence(), after.evidence())
                || !before.unreachable().keySet().equals(after.unreachable().keySet())
                || !before.troubles().equals(after.troubles())
                || before.metricsProblem().isPresent() != after.metricsProblem().isPresent()
                || !before.blindSince().equals(after.blindSince())
                || before.notInForce().isPresent() != after.notInForce().isPresent()
                || !before.hold().equals(after.hold())
                || Capacities.isWorthWriting(before, after.capacity(), Capacities.isAtBaseline(after.phase(), plan));
        boolean said = before.reason().text().equals(after.reason().text());
        boolean blocked = after.phase().kind() == Phase.Kind.PENDING && !said;
        boolean old = !after.recordedAt().isBefore(before.recordedAt().plus(EVIDENCE_IS_WRITTEN_EVERY));
        boolean restless = !before.evidence().equals(after.evidence())
                || !said
                || !before.metricsProblem().equals(after.metricsProblem())
                || !before.unreachable().equals(after.unreachable());
        return changed || blocked || (old && restless);
    }

    private static boolean isVoid(Evidence before, Evidence after) {
        return before.validFrom().isPresent() && !before.validFrom().equals(after.validFrom());
    }

    private static Map<ClusterName, TrafficSplit> standing(Map<ClusterName, ClusterView> clusters) {
        Map<ClusterName, TrafficSplit> standing = new TreeMap<>();
        clusters.forEach((cluster, view) -> {
            if (view instanceof ClusterView.Seen seen) {
                seen.split().ifPresent(split -> standing.put(cluster, split));
            }
        });
        return standing;
    }

    private static Map<ClusterName, String> unreachable(Map<ClusterName, ClusterView> clusters) {
        Map<ClusterName, String> unreachable = new TreeMap<>();
        clusters.forEach((cluster, view) -> {
            if (view instanceof ClusterView.Unreachable missing) {
                unreachable.put(cluster, missing.why());
            }
        });
        return unreachable;
    }
}
