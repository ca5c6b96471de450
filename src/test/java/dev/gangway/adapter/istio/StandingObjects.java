package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads objects that stand, as a bystander would. */
final class StandingObjects {
    private StandingObjects() {}

    static boolean isOurs(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && "gangway".equals(labels.get("app.kubernetes.io/managed-by"));
    }

    static String shift(HasMetadata object) {
        return object.getMetadata().getAnnotations().get("gangway.dev/shift");
    }

    static Optional<TrafficSplit> split(HasMetadata routes, ShiftPlan plan) {
        ObjectNode tree = new ObjectMapper().valueToTree(routes);
        return new ServiceRoutes(plan.service(), List.of(tree)).split(plan.source(), plan.destination());
    }
}
