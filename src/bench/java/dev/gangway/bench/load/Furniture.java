package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands in a mesh in which many shifts are on their way. The shifts and their routes are such as Gangway itself has written
 * them: recorded once, and told apart by their names here.
 */
final class Furniture {
    private static final int IN_A_NAMESPACE = 100;
    private static final int STEPS = 16;
    private static final int PERCENT_OF_A_STEP = 6;
    private static final int FIRST_STEPS = 5;

    private final ObjectNode shift = template("traffic-shift.json");
    private final ObjectNode virtualService = template("virtual-service.json");
    private final ObjectNode destinationRule = template("destination-rule.json");
    private final ObjectNode service = template("service.json");
    private final ObjectNode endpoints = template("endpoint-slice.json");
    private final ObjectNode deployment = template("deployment.json");
    private final Duration step;
    private final Instant now = Instant.now();

    Furniture(Duration step) {
        this.step = step;
    }

    static String namespace(int number) {
        return "team-" + number / IN_A_NAMESPACE;
    }

    static String name(int number) {
        return "service-" + number;
    }

    static String host(int number) {
        return name(number) + "." + namespace(number) + ".svc.cluster.local";
    }

    static ResourcePath shiftPath(String namespace, String name) {
        return new ResourcePath("gangway.dev/v1alpha1", "trafficshifts", namespace, name, "");
    }

    static ResourcePath virtualServicePath(String namespace, String name) {
        return new ResourcePath("networking.istio.io/v1", "virtualservices", namespace, name, "");
    }

    /** Tells Gangway's own cluster of one of the mesh. */
    static void meshCluster(LeanCluster management, String name, String kubeconfig, URI prometheus) {
        String secret = name + "-kubeconfig";
        management.furnish(
                new ResourcePath("v1", "secrets", "gangway-system", "", ""),
                Json.object(
                        """
                        {"apiVersion": "v1", "kind": "Secret", "type": "Opaque", "metadata": {"name": "%s"},
                         "data": {"kubeconfig": "%s"}}
                        """
                                .formatted(secret, kubeconfig)));
        management.furnish(
                new ResourcePath("gangway.dev/v1alpha1", "meshclusters", "", "", ""),
                Json.object(
                        """
                        {"apiVersion": "gangway.dev/v1alpha1", "kind": "MeshCluster", "metadata": {"name": "%s"},
                         "spec": {"network": "%s.prd.sfo2", "prometheus": {"url": "%s"}, "access": {"kubeconfigSecret":
                           {"namespace": "gangway-system", "name": "%s", "key": "kubeconfig"}}}}
                        """
                                .formatted(name, name, prometheus, secret)));
    }

    /**
     * Many small steps, for as long as was told on average, and in no two neighbours for the same time: all shifts begin when Gangway
     * does, and would go on step in step.
     */
    void policies(LeanCluster management, int shifts) {
        String steps = IntStream.rangeClosed(1, STEPS)
                .mapToObj(rung -> Integer.toString(rung * PERCENT_OF_A_STEP))
                .collect(Collectors.joining(","));
        for (int number = 0; number < shifts; number += IN_A_NAMESPACE) {
            management.furnish(
                    new ResourcePath("gangway.dev/v1alpha1", "shiftpolicies", namespace(number), "", ""),
                    Json.object(
                            """
                            {"apiVersion": "gangway.dev/v1alpha1", "kind": "ShiftPolicy", "metadata": {"name": "default"},
                             "spec": {"steps": [%s], "pacing": {"pace": "Interval", "intervalSeconds": %d}}}
                            """
                                    .formatted(
                                            steps,
                                            lasts(number / IN_A_NAMESPACE).toSeconds())));
        }
    }

    /** From half of the time to one and a half. */
    private Duration lasts(int namespace) {
        return step.multipliedBy(55 + 10L * (namespace * 7 % 10)).dividedBy(100);
    }

    /** One that has stood at its step for a part of the time. */
    void shift(LeanCluster management, int number) {
        ObjectNode object = named(shift, number);
        Instant since = now.minus(step.multipliedBy(number % IN_A_NAMESPACE).dividedBy(IN_A_NAMESPACE));
        ObjectNode status = object.withObject("/status");
        status.put("recordedAt", since.toString()).put("destinationPercent", percent(number));
        status.withObject("/position").put("destinationPercent", percent(number));
        status.withArray("/clusters")
                .forEach(cluster -> ((ObjectNode) cluster).put("destinationPercent", percent(number)));
        status.withObject("/evidence").put("validFrom", since.toString()).put("seenUntil", since.toString());
        management.furnish(shiftPath(namespace(number), ""), object);
    }

    /** One that has just begun, with a short way to go. Preflight is behind it: what that asks for does not stand in this mesh. */
    static void comes(LeanCluster management, int number) {
        management.create(
                shiftPath(namespace(number), ""),
                Json.object(
                        """
                        {"apiVersion": "gangway.dev/v1alpha1", "kind": "TrafficShift",
                         "metadata": {"name": "%1$s", "finalizers": ["gangway.dev/routes"]},
                         "spec": {"service": "%1$s", "source": "k8s2", "destination": "eks1", "onDelete": "Restore", "steps": [25, 75],
                           "pacing": {"propagationSeconds": 1, "soakSeconds": 2, "bakeSeconds": 2, "watchSeconds": 5}},
                         "status": {"phase": "Preparing", "position": {"stage": "DESTINATION_SUBSETS"}, "attempt": 1,
                           "verdict": "INCONCLUSIVE", "recordedAt": "%2$s",
                           "reason": {"cause": "PREFLIGHT", "text": "preflight passed", "findings": []}}}
                        """
                                .formatted(name(number), Instant.now())));
    }

    /** Routes at the shift's weight. */
    void routes(LeanCluster cluster, int number) {
        cluster.furnish(
                new ResourcePath("networking.istio.io/v1", "destinationrules", namespace(number), "", ""),
                named(destinationRule, number));
        ObjectNode routes = named(virtualService, number);
        ((ObjectNode) routes.at("/spec/http/0/route/0")).put("weight", 100 - percent(number));
        ((ObjectNode) routes.at("/spec/http/0/route/1")).put("weight", percent(number));
        cluster.furnish(virtualServicePath(namespace(number), ""), routes);
    }

    /** A Service, its endpoints and what runs them. */
    void service(LeanCluster cluster, int number) {
        cluster.furnish(new ResourcePath("v1", "services", namespace(number), "", ""), named(service, number));
        cluster.furnish(
                new ResourcePath("discovery.k8s.io/v1", "endpointslices", namespace(number), "", ""),
                named(endpoints, number));
        cluster.furnish(
                new ResourcePath("apps/v1", "deployments", namespace(number), "", ""), named(deployment, number));
    }

    /** What {@link #service} has put there is gone. */
    void removed(LeanCluster cluster, int number) {
        ObjectNode anyVersion = Json.object("{}");
        cluster.delete(new ResourcePath("v1", "services", namespace(number), name(number), ""), anyVersion);
        cluster.delete(new ResourcePath("apps/v1", "deployments", namespace(number), name(number), ""), anyVersion);
        cluster.delete(
                new ResourcePath(
                        "discovery.k8s.io/v1",
                        "endpointslices",
                        namespace(number),
                        named(endpoints, number).at("/metadata/name").asText(),
                        ""),
                anyVersion);
    }

    private static int percent(int number) {
        return PERCENT_OF_A_STEP * (1 + number % FIRST_STEPS);
    }

    private static ObjectNode named(ObjectNode template, int number) {
        return Json.object(
                template.toString().replace("{name}", name(number)).replace("{namespace}", namespace(number)));
    }

    static ObjectNode template(String file) {
        try (InputStream text = Furniture.class.getResourceAsStream("/bench/load/" + file)) {
            return Json.object(new String(text.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
