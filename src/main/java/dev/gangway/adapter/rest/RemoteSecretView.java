package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecretState.Outcome;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a remote secret. There is no secret in it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemoteSecretView(
        @Schema(description = "The cluster that is to be read.", examples = "eks1") String cluster,
        @Schema(description = "The cluster whose istiod is to read it.", examples = "k8s2") String in,
        @Schema(examples = "istio-system/istio-remote-secret-eks1") String secret,
        @Schema(examples = "https://api.eks1.example:6443") String apiServer,
        @Schema(description = "MADE, REPLACED, STANDS (it stood already, just so) or WAITING (ask again).")
                Outcome outcome,
        @Schema(description = "What must come first.") String waitingFor) {

    /** As others read it. */
    public static RemoteSecretView of(RemoteSecretState state) {
        return new RemoteSecretView(
                state.cluster().value(),
                state.in().value(),
                state.secret(),
                state.apiServer(),
                state.outcome(),
                state.waitingFor().orElse(null));
    }

    /** What was written as this. */
    public RemoteSecretState state() {
        return new RemoteSecretState(
                new ClusterName(cluster),
                new ClusterName(in),
                secret,
                apiServer,
                outcome,
                Optional.ofNullable(waitingFor));
    }
}
