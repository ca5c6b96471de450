package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/** Writes what stands in the clusters at the start; the texts are beside this class as {@code *.yaml}. */
final class Furnishing {
    private Furnishing() {}

    /** The namespaces, services, routes and gateway of a cluster that carries traffic. */
    static void meshCluster(String cluster, KubernetesClient client) {
        create(client, "mesh-cluster.yaml", Map.of("cluster", cluster, "network", Topology.network(cluster)));
        create(client, "injector.yaml", Map.of());
        int address = 10;
        for (SimulatedService service : SimulatedService.ALL) {
            create(
                    client,
                    "service.yaml",
                    Map.of(
                            "name", service.ref().name(),
                            "namespace", service.ref().namespace(),
                            "protocol", service.grpc() ? "grpc" : "http",
                            "address", Integer.toString(++address),
                            "subnet", cluster.equals(Topology.SOURCE) ? "96" : "112"));
        }
    }

    /** Tells Gangway's own cluster of one that carries traffic. */
    static void management(String cluster, String kubeconfig, URI prometheus, KubernetesClient client) {
        String encoded = Base64.getEncoder().encodeToString(kubeconfig.getBytes(UTF_8));
        create(
                client,
                "management.yaml",
                Map.of(
                        "cluster",
                        cluster,
                        "network",
                        Topology.network(cluster),
                        "namespace",
                        Topology.GANGWAY_NAMESPACE,
                        "prometheus",
                        prometheus.toString(),
                        "kubeconfig",
                        encoded));
    }

    /** A watch that ends while somebody looks on: the namespace's policy for shifts that name none. */
    static void policy(String namespace, KubernetesClient client) {
        create(client, "policy.yaml", Map.of("namespace", namespace));
    }

    static void namespace(String name, KubernetesClient client) {
        create(client, "namespace.yaml", Map.of("name", name));
    }

    private static void create(KubernetesClient client, String file, Map<String, String> values) {
        String yaml = text(file, values);
        for (HasMetadata resource :
                client.load(new ByteArrayInputStream(yaml.getBytes(UTF_8))).items()) {
            client.resource(resource).create();
        }
    }

    /** The text of a file beside this class, with each {@code {name}} replaced by the value of that name. */
    static String text(String file, Map<String, String> values) {
        String text = read(file);
        for (var value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private static String read(String file) {
        try (InputStream text = Furnishing.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException(file + " is missing beside " + Furnishing.class.getName());
            }
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
