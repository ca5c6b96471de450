package dev.gangway.adapter.crd;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.ShiftPlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;

/** Reads TrafficShifts as they stand at an API server in the way that Gangway does. */
public final class WrittenShifts {
    private WrittenShifts() {}

    /** The shift, by what it says and the specification of its policy. */
    public static ShiftRecord read(String shift, String policySpec) {
        TrafficShift resource = Serialization.unmarshal(shift, TrafficShift.class);
        ShiftPlan plan = PlanMapping.plan(
                ResourceCache.id(resource),
                resource.getSpec(),
                Serialization.unmarshal(policySpec, ShiftPolicySpec.class));
        return new ShiftRecord(
                resource.getMetadata().getResourceVersion(),
                plan,
                PlanMapping.request(resource.getSpec(), resource.getMetadata().getDeletionTimestamp() != null),
                StatusMapping.state(
                        plan,
                        resource.getStatus(),
                        Instant.parse(resource.getMetadata().getCreationTimestamp())));
    }
}
