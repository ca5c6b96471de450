package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which TLS a pod takes. Of the PeerAuthentications the one for the pod's labels counts before that of its namespace, and that
 * before the mesh's in the root namespace; the oldest where there are several; a mode that is not set is the next one's.
 */
record PeerAuthentications(List<KubernetesObject> ofNamespace, List<KubernetesObject> ofRoot) {
    private static final String DISABLE = "DISABLE";

    /** Oldest first. */
    PeerAuthentications {
        ofNamespace = oldestFirst(ofNamespace);
        ofRoot = oldestFirst(ofRoot);
    }

    /** The policy by which a pod takes no mutual TLS, at all or at one of these ports; empty = there is none. */
    Optional<KubernetesObject> disabling(Pod pod, List<Integer> ports) {
        Optional<KubernetesObject> own = ofNamespace.stream()
                .filter(policy -> !selector(policy).isEmpty() && pod.isSelectedBy(selector(policy)))
                .findFirst();
        Optional<KubernetesObject> atPort = own.filter(policy -> ports.stream()
                .anyMatch(port -> mode(policy.at("/spec/portLevelMtls/" + port)).equals(DISABLE)));
        return atPort.or(() -> own.filter(PeerAuthentications::isSet)
                .or(() -> whole(ofNamespace))
                .or(() -> whole(ofRoot))
                .filter(policy -> mode(policy.at("/spec/mtls")).equals(DISABLE)));
    }

    private static Optional<KubernetesObject> whole(List<KubernetesObject> policies) {
        return policies.stream()
                .filter(policy -> selector(policy).isEmpty())
                .findFirst()
                .filter(PeerAuthentications::isSet);
    }

    private static boolean isSet(KubernetesObject policy) {
        String mode = mode(policy.at("/spec/mtls"));
        return !mode.isEmpty() && !mode.equals("UNSET");
    }

    private static String mode(JsonNode mtls) {
        return mtls.path("mode").asText("");
    }

    private static Map<String, String> selector(KubernetesObject policy) {
        return policy.map("/spec/selector/matchLabels");
    }

    private static List<KubernetesObject> oldestFirst(List<KubernetesObject> policies) {
        return policies.stream()
                .sorted(Comparator.comparing((KubernetesObject policy) ->
                        policy.at("/metadata/creationTimestamp").asText("")))
                .toList();
    }
}
