package dev.gangway.adapter.crd;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.Policies;
import dev.gangway.domain.shift.ShiftId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the ShiftPolicies of the management cluster. */
public final class CustomResourcePolicies implements Policies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final ResourceCache cache;

    /** The cache must be started. */
    public CustomResourcePolicies(ResourceCache cache) {
        this.cache = cache;
    }

    @Override
    public List<Policy> all() {
        return cache.policies().stream().map(CustomResourcePolicies::policy).toList();
    }

    private static Policy policy(ShiftPolicy resource) {
        ShiftPolicySpec spec = resource.getSpec() == null ? ShiftPolicySpec.EMPTY : resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        String name = resource.getMetadata().getName();
        return new Policy(
                namespace,
                name,
                resource.getMetadata().getResourceVersion(),
                JSON.convertValue(spec, TREE),
                problem(new ShiftId(namespace, "any"), name, spec));
    }

    /** As a shift would have it that follows it and says nothing itself. */
    private static Optional<String> problem(ShiftId shift, String policy, ShiftPolicySpec spec) {
        TrafficShiftSpec plain = new TrafficShiftSpec(
                "any", "source", "destination", null, null, policy, null, null, null, null, null, null, null, null);
        try {
            PlanMapping.plan(shift, plain, spec);
            return Optional.empty();
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
