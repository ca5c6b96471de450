package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gangway.domain.shift.Request;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a shift is to do, as people write it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.source != self.destination", message = "source and destination must differ")
@ValidationRule(
        value = "self.service == oldSelf.service && self.source == oldSelf.source"
                + " && self.destination == oldSelf.destination && self.protocol == oldSelf.protocol",
        message = "service, source, destination and protocol can't be changed; delete the shift and start another")
public record TrafficShiftSpec(
        @Required
                @Pattern(Schema.DNS_LABEL)
                @JsonPropertyDescription("The Service to move; it has the same namespace and name in both clusters.")
                String service,
        @Required @Pattern(Schema.DNS_LABEL) @JsonPropertyDescription("The MeshCluster that it comes from.")
                String source,
        @Required @Pattern(Schema.DNS_LABEL) @JsonPropertyDescription("The MeshCluster that it goes to.")
                String destination,
        @Default("Advance")
                @JsonPropertyDescription(
                        "What is wanted: Advance, Pause, Promote or RollBack. The intent that stands wins.")
                Intent intent,
        @Min(1) @Default("1") @JsonPropertyDescription("Raise it to begin again after a rollback.") Integer attempt,
        @Pattern(Schema.DNS_LABEL)
                @JsonPropertyDescription("A ShiftPolicy of this namespace; what is set here goes before it.")
                String policy,
        @JsonPropertyDescription(
                        "The destination's weights in per cent on the way to 100, strictly rising; finest 0.1.")
                List<@Min(0) @Max(100) Double> steps,
        PacingSpec pacing,
        ObjectivesSpec objectives,
        @Default("Network") @JsonPropertyDescription("The endpoint label that the subsets select by.")
                SubsetBy subsetBy,
        @Default("Keep")
                @JsonPropertyDescription(
                        "What becomes of the routes when this is deleted: Keep the last split, or Restore.")
                OnDelete onDelete,
        @Default("Shift")
                @JsonPropertyDescription("Shift, or Observe: judge and tell what would be done, and move nothing.")
                Mode mode,
        @Default("Http")
                @JsonPropertyDescription(
                        "What clients speak to the Service: Http (with gRPC), whose requests are divided, or Tcp (TLS that"
                                + " the proxies do not open among it), whose connections are: each step cuts those that"
                                + " are open.")
                Protocol protocol,
        @JsonPropertyDescription("Who wanted the present intent; set by the REST API and the webhook.")
                RequestedBy requestedBy,
        MirrorFirstSpec mirrorFirst,
        HeaderFirstSpec headerFirst,
        @Default("Keep")
                @JsonPropertyDescription(
                        "What becomes of mirrors to the service in routes that stand: Keep, or Split them like the"
                                + " requests.")
                Mirrors mirrors,
        @JsonPropertyDescription(
                        "Preflight checks, by id, whose warnings are accepted: a shift begins only when they are.")
                List<String> acknowledge,
        CapacitySpec capacity,
        ApprovalSpec approval) {

    /** Without previews; mirrors stay; nothing is acknowledged; pods are counted as the policy says; nothing is approved. */
    TrafficShiftSpec(
            String service,
            String source,
            String destination,
            Intent intent,
            Integer attempt,
            String policy,
            List<Double> steps,
            PacingSpec pacing,
            ObjectivesSpec objectives,
            SubsetBy subsetBy,
            OnDelete onDelete,
            Mode mode,
            Protocol protocol,
            RequestedBy requestedBy) {
        this(
                service,
                source,
                destination,
                intent,
                attempt,
                policy,
                steps,
                pacing,
                objectives,
                subsetBy,
                onDelete,
                mode,
                protocol,
                requestedBy,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with another wish; what was approved stays where nothing else is. */
    TrafficShiftSpec wanting(Request wish) {
        return new TrafficShiftSpec(
                service,
                source,
                destination,
                PlanMapping.intent(wish.intent()),
                wish.attempt(),
                policy,
                steps,
                pacing,
                objectives,
                subsetBy,
                onDelete,
                mode,
                protocol,
                RequestedBy.of(wish),
                mirrorFirst,
                headerFirst,
                mirrors,
                acknowledge,
                capacity,
                wish.approval().map(ApprovalMapping::spec).orElse(approval));
    }

    /** The same with these warnings accepted; empty = as the policy says. */
    TrafficShiftSpec acknowledging(Set<String> checks) {
        return new TrafficShiftSpec(
                service,
                source,
                destination,
                intent,
                attempt,
                policy,
                steps,
                pacing,
                objectives,
                subsetBy,
                onDelete,
                mode,
                protocol,
                requestedBy,
                mirrorFirst,
                headerFirst,
                mirrors,
                checks.isEmpty() ? null : List.copyOf(new TreeSet<>(checks)),
                capacity,
                approval);
    }

    /** What is wanted. */
    public enum Intent {
        @JsonProperty("Advance")
        ADVANCE,
        @JsonProperty("Pause")
        PAUSE,
        @JsonProperty("Promote")
        PROMOTE,
        @JsonProperty("RollBack")
        ROLL_BACK
    }

    /** The label that tells the clusters apart. */
    public enum SubsetBy {
        @JsonProperty("Network")
        NETWORK,
        @JsonProperty("Cluster")
        CLUSTER
    }

    /** What becomes of the routes. */
    public enum OnDelete {
        @JsonProperty("Keep")
        KEEP,
        @JsonProperty("Restore")
        RESTORE
    }

    /** What becomes of mirrors to the service. */
    public enum Mirrors {
        @JsonProperty("Keep")
        KEEP,
        @JsonProperty("Split")
        SPLIT
    }

    /** Whether traffic is moved. */
    public enum Mode {
        @JsonProperty("Shift")
        SHIFT,
        @JsonProperty("Observe")
        OBSERVE
    }

    /** What clients speak to the Service. */
    public enum Protocol {
        @JsonProperty("Http")
        HTTP,
        @JsonProperty("Tcp")
        TCP
    }

    /** Who wanted the present intent, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RequestedBy(
            @JsonPropertyDescription(
                            "Person, Alert, Contest where another writer puts the routes back, or Metrics where"
                                    + " there were none for too long.")
                    Origin origin,
            String name,
            String reason,
            @JsonPropertyDescription("What they wanted: where another intent stands, somebody has edited it since.")
                    Intent intent,
            @JsonPropertyDescription("Of which attempt; where another one stands, somebody has edited it since.")
                    Integer attempt) {
        static final RequestedBy NOBODY = new RequestedBy(null, null, null, null, null);

        static RequestedBy of(Request wish) {
            return new RequestedBy(
                    PlanMapping.origin(wish.origin()),
                    wish.by(),
                    wish.why(),
                    PlanMapping.intent(wish.intent()),
                    wish.attempt());
        }

        /** Whether they wanted this, or have not said what. */
        boolean wanted(Intent standing, int ofAttempt) {
            return (intent == null || intent == standing) && (attempt == null || attempt == ofAttempt);
        }

        /** What kind of requester. */
        public enum Origin {
            @JsonProperty("Person")
            PERSON,
            @JsonProperty("Alert")
            ALERT,
            @JsonProperty("Contest")
            CONTEST,
            @JsonProperty("Metrics")
            METRICS
        }
    }
}
