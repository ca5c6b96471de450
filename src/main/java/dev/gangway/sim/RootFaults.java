package dev.gangway.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be wrong with the certificates by which the clusters believe each other. */
final class RootFaults {
    private static final Duration LONG = Duration.ofDays(3650);
    private static final Duration SHORT = Duration.ofDays(10);

    private RootFaults() {}

    static List<ObjectEdit> differs(FaultScene scene) {
        Instant until = scene.now().plus(LONG);
        CertificateAuthority root = CertificateAuthority.root("Root CA of eks1 alone", scene.now(), until);
        return edits(Topology.DESTINATION, root, scene.now(), until).toList();
    }

    static List<ObjectEdit> expiresSoon(FaultScene scene) {
        Instant until = scene.now().plus(SHORT);
        CertificateAuthority root = CertificateAuthority.root("Root CA", scene.now(), until);
        return Topology.MESH.stream()
                .flatMap(cluster -> edits(cluster, root, scene.now(), until))
                .toList();
    }

    private static Stream<ObjectEdit> edits(String cluster, CertificateAuthority root, Instant now, Instant until) {
        CertificateAuthority istiod = root.intermediate("Intermediate CA of " + cluster, now, until);
        Map<String, String> values = MeshTrust.values(root, istiod);
        return Installation.objects("trust.yaml", values).stream()
                .map(wanted -> ObjectEdit.change(
                        ObjectPlace.of(cluster, wanted),
                        standing -> standing.set("data", ((ObjectNode) wanted.path("data")).deepCopy())));
    }
}
