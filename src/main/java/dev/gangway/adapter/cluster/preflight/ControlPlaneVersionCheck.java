package dev.gangway.adapter.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Istio a cluster has, where its API tells. Nothing to hold a shift up: before 1.30 an istiod may lose the other cluster's
 * endpoints when a remote secret is rotated, which is good to know and no reason to wait.
 */
final class ControlPlaneVersionCheck implements SetupCheck.OfSide {
    private static final Pattern VERSION = Pattern.compile(".*:v?(\\d{1,3})\\.(\\d{1,3})\\b.*");
    private static final int MENDED_MINOR = 30;

    @Override
    public String id() {
        return "istiod-version";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Optional.of(Outcome.of(side.cluster().controlPlanes().map(deployments -> deployments.stream()
                .flatMap(deployment -> image(deployment).stream())
                .findFirst()
                .map(image -> look(side, image))
                .orElseGet(() ->
                        Outcome.pass("cluster %s has no Deployment that tells its version".formatted(side.name()))))));
    }

    private static Outcome look(Side side, String image) {
        Matcher version = VERSION.matcher(image);
        String seen = "istiod of cluster %s is %s".formatted(side.name(), image);
        boolean old =
                version.matches() && version.group(1).equals("1") && Integer.parseInt(version.group(2)) < MENDED_MINOR;
        return Outcome.pass(
                old
                        ? seen
                                + "; before 1.30 restart it when a remote secret was rotated, or it may lose the other cluster's endpoints"
                        : seen);
    }

    private static Optional<String> image(KubernetesObject deployment) {
        List<JsonNode> images = deployment.at("/spec/template/spec/containers").findValues("image");
        return images.stream().map(JsonNode::asText).findFirst();
    }
}
