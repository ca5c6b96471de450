package dev.gangway.adapter.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** How a cluster is reached, and how its pods and its users' experience are told apart from the others'. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeshClusterSpec(
        @Required @JsonPropertyDescription("Its pods' label topology.istio.io/network.") String network,
        @Required Access access,
        @Required PrometheusSpec prometheus,
        @Pattern("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")
                @Default("istio-system")
                @JsonPropertyDescription("The mesh's rootNamespace, whose DestinationRules are for all namespaces.")
                String rootNamespace) {

    /** One way in. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "(has(self.kubeconfigSecret) ? 1 : 0) + (has(self.kubeconfigContext) ? 1 : 0)"
                    + " + (has(self.inCluster) && self.inCluster ? 1 : 0) == 1",
            message = "give exactly one of kubeconfigSecret, kubeconfigContext and inCluster: true")
    public record Access(
            SecretKey kubeconfigSecret,
            @JsonPropertyDescription("A context of the kubeconfig that Gangway itself is configured with.")
                    String kubeconfigContext,
            @JsonPropertyDescription("The cluster that Gangway itself runs in.") Boolean inCluster) {}

    /** A key of a Secret in the management cluster. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecretKey(
            @Required String namespace,
            @Required String name,
            @JsonPropertyDescription(
                            "Left out: the cluster's name, as in Istio's remote secrets, or the only key that there is.")
                    String key) {}

    /** The Prometheus that knows what this cluster's clients see; several clusters may share one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PrometheusSpec(
            @Required @Pattern("^https?://.+$") String url,
            @JsonPropertyDescription("Sent with every query, such as X-Scope-OrgID. Not for secrets.")
                    Map<String, String> headers) {}
}
