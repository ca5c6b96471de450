package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether something keeps the service's clients in their own cluster, or the service out of istiod's sight: then the other cluster's
 * endpoints are not there for them, and its share of the requests fails.
 */
final class LocalTrafficCheck implements SetupCheck.OfSide {
    /** Istio keeps its services in the cluster unless it is told otherwise. */
    private static final String KUBE_SYSTEM = "kube-system";

    @Override
    public String id() {
        return "local-traffic";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        ServiceRef name = sides.service();
        Optional<Outcome> ofService =
                Outcome.ofAny(side.service().service().map(found -> found.map(service -> ofPolicy(side, service))));
        Optional<Outcome> ofMesh = Outcome.ofAny(side.mesh()
                .with(
                        side.namespace().namespace(),
                        (mesh, namespace) -> mesh.map(settings ->
                                ofHosts(name, side, settings).and(ofSelectors(side, settings, namespace)))));
        List<Outcome> outcomes = new ArrayList<>();
        ofService.ifPresent(outcomes::add);
        ofMesh.ifPresent(outcomes::add);
        return Outcome.all(outcomes);
    }

    private static Outcome ofPolicy(Side side, KubernetesObject service) {
        String policy = service.at("/spec/internalTrafficPolicy").asText("Cluster");
        return policy.equals("Local")
                ? Outcome.fail(
                        "%s of cluster %s has spec.internalTrafficPolicy Local".formatted(service.words(), side.name()),
                        "set it to Cluster: Istio gives its clients endpoints of their own node or cluster only")
                : Outcome.pass("%s of cluster %s is open to other clusters".formatted(service.words(), side.name()));
    }

    private static Outcome ofHosts(ServiceRef service, Side side, MeshSettings mesh) {
        List<String> hosts = mesh.clusterLocalHosts().stream()
                .filter(host -> PassthroughServer.covers(host, service.host()))
                .toList();
        if (!hosts.isEmpty()) {
            return Outcome.fail(
                    "%s of cluster %s has serviceSettings that keep %s clusterLocal"
                            .formatted(mesh.source(), side.name(), Outcome.names(hosts)),
                    "take %s out of them".formatted(service.host()));
        }
        return service.namespace().equals(KUBE_SYSTEM)
                ? Outcome.fail(
                        "Istio keeps services of namespace %s in their cluster".formatted(KUBE_SYSTEM),
                        "set clusterLocal: false for %s in serviceSettings of the mesh configuration of both clusters"
                                .formatted(service.host()))
                : Outcome.pass("%s of cluster %s keeps no host in it".formatted(mesh.source(), side.name()));
    }

    private static Outcome ofSelectors(Side side, MeshSettings mesh, Optional<KubernetesObject> namespace) {
        if (namespace.isEmpty()
                || mesh.discoverySelectors().isEmpty()
                || mesh.discoverySelectors().stream()
                        .anyMatch(selector ->
                                LabelSelector.selects(selector, namespace.get().labels()))) {
            return Outcome.pass("istiod of cluster %s looks at the namespace".formatted(side.name()));
        }
        return Outcome.fail(
                "%s of cluster %s has discoverySelectors that leave %s out: its labels are %s"
                        .formatted(
                                mesh.source(),
                                side.name(),
                                namespace.get().words(),
                                namespace.get().labels()),
                "label the namespace as one of %s asks".formatted(selectors(mesh.discoverySelectors())));
    }

    private static List<String> selectors(List<JsonNode> selectors) {
        return selectors.stream().map(JsonNode::toString).toList();
    }
}
