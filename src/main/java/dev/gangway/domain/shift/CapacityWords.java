package dev.gangway.domain.shift;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import java.util.Locale;
import java.util.Optional;

/** Shortages as people read them: what was seen, against what, and the way out. */
record CapacityWords(Capacity capacity, ShiftPlan plan) {

    Shortage unknown(ClusterName cluster, String why) {
        return new Shortage(
                "it is not known how many pods of %s are ready in %s: %s"
                        .formatted(plan.service().name(), cluster, why),
                false);
    }

    Shortage lacking(Supply.Known there, Weight share) {
        int needed = capacity.needed(share, plan);
        String seen = "%s has %s, and %s needs %d%s"
                .formatted(
                        plan.destination(),
                        ready(there.readyPods()),
                        share.equals(Weight.NONE) ? "a first request" : share.toString(),
                        needed,
                        load(there, share));
        String refused = capacity.refusal()
                .map(words -> "; raising its minimum was refused: " + words)
                .orElse("");
        return new Shortage(seen + ": " + wayOut(there, needed) + refused, true);
    }

    Shortage sourceLacking(Supply.Known back, Weight carried) {
        String seen = back.readyPods() == 0
                ? "%s has no ready pod of the %d that carried all, so nothing can be taken back yet"
                        .formatted(plan.source(), capacity.sourcePods().orElse(0))
                : "%s has %s of the %d that carried all, which take %s for now"
                        .formatted(
                                plan.source(),
                                ready(back.readyPods()),
                                capacity.sourcePods().orElse(0),
                                carried);
        return new Shortage(seen + ": " + wayOut(back, capacity.neededBack()), true);
    }

    /** What each pod would get, where the requests are counted. */
    private String load(Supply.Known there, Weight share) {
        int before = capacity.sourcePods().orElse(0);
        double all = capacity.perSecond().orElse(0);
        if (all == 0 || before == 0 || there.readyPods() == 0) {
            return "";
        }
        String what = plan.protocol() == Protocol.TCP ? "connections/s" : "requests/s";
        return " (each would get %s %s; of %s's %d each gets %s where they carry all)"
                .formatted(
                        number(all * share.permille() / Weight.ALL.permille() / there.readyPods()),
                        what,
                        plan.source(),
                        before,
                        number(all / before));
    }

    private String wayOut(Supply.Known supply, int needed) {
        Optional<Supply.Autoscaler> autoscaler = supply.autoscaler();
        if (autoscaler.isPresent() && autoscaler.get().maximum() < needed) {
            return "the maximum of %s there is %d: raise it to %d at least"
                    .formatted(autoscaler.get(), autoscaler.get().maximum(), needed);
        }
        if (autoscaler.isPresent() && autoscaler.get().minimum() >= needed) {
            return "%s there asks for %d: see why they don't become ready"
                    .formatted(autoscaler.get(), autoscaler.get().minimum());
        }
        if (autoscaler.isPresent()) {
            return "raise the minimum of %s there to %d until the shift is over".formatted(autoscaler.get(), needed);
        }
        return supply.workload()
                .map(workload -> "scale it up there (kubectl -n %s scale %s --replicas=%d)"
                        .formatted(plan.id().namespace(), workload, needed))
                .orElse("scale its workload up there");
    }

    private static String ready(int pods) {
        return pods == 0 ? "no ready pod" : pods == 1 ? "1 ready pod" : pods + " ready pods";
    }

    private static String number(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }
}
