package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.GatewayState.Part;
import dev.gangway.control.gateway.GatewayState.Standing;
import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What stands of a cluster's east-west gateway. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EastWestGatewayView(
        @Schema(examples = "eks1") String cluster,
        @Schema(examples = "eks1.prd.sfo2") String network,
        @Schema(description = "Whether other clusters reach the network through it.") boolean complete,
        @Schema(description = "In the order in which they are made.") List<PartView> parts,
        @Schema(examples = "203.0.113.7") List<String> addresses,
        @Schema(description = "The Service of somebody else that is the network's gateway; then nothing is made.")
                String others,
        @Schema(
                        description = "What it lacks before it serves, and the way out.",
                        examples = "Service istio-system/istio-eastwestgateway has no address yet: ...")
                String lacking) {

    /** One of its objects. */
    public record PartView(
            @Schema(examples = "Deployment") String kind,
            @Schema(examples = "istio-system/istio-eastwestgateway") String name,
            @Schema(
                            description =
                                    "STANDS, DIFFERS (ours, and changed by somebody), MISSING or NOT_OURS (never touched).")
                    Standing standing,
            @Schema(examples = "1 of 2 pods ready") String seen) {}

    /** As others read it. */
    public static EastWestGatewayView of(GatewayState state) {
        return new EastWestGatewayView(
                state.cluster().value(),
                state.network(),
                state.isComplete(),
                state.parts().stream()
                        .map(part -> new PartView(part.kind(), part.name(), part.standing(), part.seen()))
                        .toList(),
                state.addresses(),
                state.others().orElse(null),
                state.lacking().orElse(null));
    }

    /** What was written as this. */
    public GatewayState state() {
        return new GatewayState(
                new ClusterName(cluster),
                network,
                parts.stream()
                        .map(part -> new Part(part.kind(), part.name(), part.standing(), part.seen()))
                        .toList(),
                addresses,
                Optional.ofNullable(others),
                Optional.ofNullable(lacking));
    }
}
