package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** What pods have to do with the invariants 4, 5 and 10, held against the pods that there are. */
final class CapacityInvariants {
    /** A tenth may be lacking. */
    private static final double SLACK = 0.9;

    private final World world;
    private final Violations violations;

    CapacityInvariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /** The loop has recorded something. */
    void recorded(ShiftRecord before, ShiftRecord after) {
        int was = permille(before);
        int is = permille(after);
        if (is > was) {
            risesOnlyWithPodsForIt(after, is);
        }
        Phase.Kind kind = after.state().phase().kind();
        if (kind == Phase.Kind.ROLLING_BACK && was > 0) {
            takesBackWhatTheSourceCarries(before, after, was, is);
        }
        forgetsNoPods(before, after);
    }

    /** 4: never beyond what the destination carries, and never while that is not known. */
    private void risesOnlyWithPodsForIt(ShiftRecord after, int share) {
        Supply there = world.pods.of(after.plan().service(), after.plan().destination());
        int all = after.state().capacity().sourcePods().orElse(-1);
        violations.require(
                4, there instanceof Supply.Known && all >= 0, "{} rises on {} pods of {}", after.id(), there, all);
        if (there instanceof Supply.Known known) {
            double needed = Math.max(1, Math.ceil(share * all * SLACK / 1000 - 1e-9));
            boolean grows = known.autoscaler()
                    .filter(autoscaler -> autoscaler.maximum() >= needed)
                    .isPresent();
            violations.require(
                    4,
                    known.readyPods() * (grows ? 2 : 1) >= needed && known.readyPods() > 0,
                    "{} rises to {} per mille on {}, where the source had {}",
                    after.id(),
                    share,
                    known,
                    all);
        }
    }

    /** 5: as much falls at once as the source is known to carry, or all; it never gets more, and never rises meanwhile. */
    private void takesBackWhatTheSourceCarries(ShiftRecord before, ShiftRecord after, int was, int is) {
        Supply back = world.pods.of(after.plan().service(), after.plan().source());
        Optional<Supply.Known> seen =
                back instanceof Supply.Known known ? Optional.of(known) : ((Supply.Unknown) back).last();
        violations.require(5, is <= was, "{} rises to {} while it rolls back", after.id(), is);
        if (seen.isEmpty()) {
            violations.require(5, is == 0, "{} keeps {} though nothing is known", after.id(), is);
            return;
        }
        int ready = seen.get().readyPods();
        int most = seen.get().autoscaler().map(Supply.Autoscaler::maximum).orElse(ready);
        double pods = Math.max(ready, Math.min(2 * ready, most));
        int all = after.state().capacity().sourcePods().orElse(0);
        int carried = all == 0 ? 1000 : (int) Math.min(1000, Math.floor(1000 * pods / (all * SLACK) + 1e-9));
        int allowed = Math.max(0, Math.min(was, 1000 - carried));
        violations.require(
                5,
                is >= allowed && is - allowed < 10,
                "{} goes from {} to {} where the source carries {} with {} of {}",
                before.id(),
                was,
                is,
                carried,
                seen.get(),
                all);
    }

    /** 7: whoever comes after a crash measures by the same pods. */
    private void forgetsNoPods(ShiftRecord before, ShiftRecord after) {
        int had = before.state().capacity().sourcePods().orElse(0);
        violations.require(
                7,
                permille(before) == 0 || after.state().capacity().sourcePods().orElse(0) >= had,
                "{} measured by {} pods, and now by {}",
                after.id(),
                had,
                after.state().capacity());
    }

    /** Whether a lack of pods may keep the traffic where it is though the destination is harmed. */
    static boolean lacksPodsToGoBack(World world, ShiftRecord shift) {
        ClusterName source = shift.plan().source();
        Supply back = world.pods.of(shift.plan().service(), source);
        return !(back instanceof Supply.Known known) || known.readyPods() < Pods.PLENTY;
    }

    private static int permille(ShiftRecord shift) {
        Weight weight = ShiftState.wanted(shift.state().phase(), shift.plan()).toDestination();
        return weight.permille();
    }
}
