package dev.gangway.adapter.istio;

import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What one cluster is to show at a stage. */
record Wanted(Want<DestinationRule> subsets, Want<VirtualService> routes) {

    /**
     * What is wanted of one object.
     *
     * @param kind whether it is to stand
     * @param object how it is to stand; null but for PRESENT
     */
    record Want<T extends HasMetadata>(Kind kind, T object) {
        enum Kind {
            PRESENT,
            ABSENT,
            AS_IT_IS
        }

        static <T extends HasMetadata> Want<T> absent() {
            return new Want<>(Kind.ABSENT, null);
        }

        static <T extends HasMetadata> Want<T> asItIs() {
            return new Want<>(Kind.AS_IT_IS, null);
        }

        static <T extends HasMetadata> Want<T> present(T object) {
            return new Want<>(Kind.PRESENT, object);
        }
    }

    static Wanted in(
            ClusterName cluster,
            ShiftPlan plan,
            RouteTarget target,
            Map<ClusterName, String> networks,
            List<String> exportTo) {
        boolean isDestination = cluster.equals(plan.destination());
        Supplier<Want<DestinationRule>> subsets = () -> Want.present(IstioObjects.subsets(plan, networks, exportTo));
        return switch (target.stage()) {
            case DESTINATION_SUBSETS -> new Wanted(isDestination ? subsets.get() : Want.asItIs(), Want.asItIs());
            case SUBSETS -> new Wanted(subsets.get(), Want.asItIs());
            case ROUTES -> new Wanted(subsets.get(), Want.present(IstioObjects.routes(plan, target.split())));
            case ROUTES_REMOVED -> new Wanted(Want.asItIs(), Want.absent());
            case CLIENT_SUBSETS_REMOVED -> new Wanted(isDestination ? Want.asItIs() : Want.absent(), Want.absent());
            case REMOVED -> new Wanted(Want.absent(), Want.absent());
        };
    }

    /** Routes to the subsets that stand, whatever these are. */
    static Wanted routesAlone(ShiftPlan plan, RouteTarget target) {
        return new Wanted(Want.asItIs(), Want.present(IstioObjects.routes(plan, target.split())));
    }
}
