package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;

/** The invariants, by their numbers, that two records in a row of a shift can be held against with nothing else known. */
public final class RecordRules {
    private static final Weight HIGHEST_START = new Weight(250);

    private final Violations violations;

    /** Of which the first is kept there. */
    public RecordRules(Violations violations) {
        this.violations = violations;
    }

    /** The loop has recorded something. */
    public void recorded(ShiftRecord before, ShiftRecord after) {
        TrafficSplit was = wanted(before);
        TrafficSplit is = wanted(after);
        if (is.raises(was) && !isPromotion(after)) {
            risesByOneStepOnAHealthyVerdict(before, after);
        }
        harmIsAnsweredAtOnce(after);
        rollsBackForAReason(before, after);
        if (!is.equals(was)) {
            saysWhyItMoved(before, after);
        }
        rollbackEndsAtTheBaseline(after);
    }

    /** 3: by one step, or to a low one at first, from Shifting or the end of Baking, after HEALTHY. */
    private void risesByOneStepOnAHealthyVerdict(ShiftRecord before, ShiftRecord after) {
        Weight was = wanted(before).toDestination();
        Weight is = wanted(after).toDestination();
        List<Weight> steps = new ArrayList<>(after.plan().ladder().rungs());
        steps.add(Weight.ALL);
        // On a way back that waited for pods it may have stood between two of them.
        boolean isNext = steps.stream().noneMatch(step -> step.compareTo(was) > 0 && step.compareTo(is) < 0);
        boolean isStart = was.equals(Weight.NONE) && is.compareTo(HIGHEST_START) <= 0;
        boolean rises = steps.contains(is) && (isNext || isStart);
        violations.require(3, rises, "{} rises from {} to {}", after.id(), was, is);
        Phase.Kind kind = before.state().phase().kind();
        violations.require(
                3, kind == Phase.Kind.BAKING || kind == Phase.Kind.SHIFTING, "{} rises from {}", after.id(), kind);
        violations.require(
                3,
                after.state().verdict() == Verdict.HEALTHY,
                "{} rises on {}",
                after.id(),
                after.state().verdict());
    }

    /** 5: a DEGRADED verdict lowers what is wanted in the record that holds it. */
    private void harmIsAnsweredAtOnce(ShiftRecord after) {
        ShiftState state = after.state();
        violations.require(
                5,
                state.verdict() != Verdict.DEGRADED || !state.phase().kind().isJudged(),
                "{} is {} on a DEGRADED verdict",
                after.id(),
                state.phase());
    }

    /** 6: only harm and who asks for it roll back. */
    private void rollsBackForAReason(ShiftRecord before, ShiftRecord after) {
        boolean rollsBack = after.state().phase().kind() == Phase.Kind.ROLLING_BACK
                && before.state().phase().kind() != Phase.Kind.ROLLING_BACK;
        violations.require(
                6,
                !rollsBack
                        || after.request().intent() == Intent.ROLL_BACK
                        || after.state().verdict() == Verdict.DEGRADED,
                "{} rolls back on {}",
                after.id(),
                after.state().verdict());
    }

    /** 9: each change of weight has a recorded reason, with the numbers where it was the verdict. */
    private void saysWhyItMoved(ShiftRecord before, ShiftRecord after) {
        List<ShiftState.HistoryEntry> history = after.state().history();
        boolean said = !history.isEmpty()
                && history.get(history.size() - 1).weight().equals(wanted(after))
                && history.get(history.size() - 1).at().equals(after.state().recordedAt())
                && !history.get(history.size() - 1).reason().text().isBlank();
        violations.require(9, said, "{} moves to {} without a word", after.id(), wanted(after));
        if (said && after.state().reason().cause() == Cause.VERDICT) {
            boolean atBaseline = wanted(before).toDestination().equals(Weight.NONE);
            boolean numbers = after.state().reason().findings().stream().anyMatch(RecordRules::hasNumbers);
            violations.require(
                    9,
                    numbers || (atBaseline && after.state().reason().text().matches(".*\\d.*")),
                    "{} moves to {} without numbers: {}",
                    after.id(),
                    wanted(after),
                    after.state().reason());
        }
    }

    private static boolean hasNumbers(Finding finding) {
        return finding.limit().isPresent() && finding.destination().isPresent() && finding.requests() > 0;
    }

    /** 10: a rollback has ended when every cluster that can be reached shows the baseline exactly. */
    private void rollbackEndsAtTheBaseline(ShiftRecord after) {
        violations.require(
                10,
                after.state().phase().kind() != Phase.Kind.ROLLED_BACK
                        || wanted(after).toDestination().equals(Weight.NONE),
                "{} ended at {}",
                after.id(),
                wanted(after));
    }

    /** What the shift wants by its record. */
    public static TrafficSplit wanted(ShiftRecord shift) {
        return ShiftState.wanted(shift.state().phase(), shift.plan());
    }

    /** Whether a person's act, and not the verdict, has led to this. */
    public static boolean isPromotion(ShiftRecord after) {
        return after.request().intent() == Intent.PROMOTE
                && after.state().phase().kind() == Phase.Kind.BAKING
                && after.state().reason().cause() != Cause.VERDICT;
    }
}
