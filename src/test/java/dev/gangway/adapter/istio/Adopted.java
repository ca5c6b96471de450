package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Routes of somebody else's for checkout, as people have them: matches, versions, another destination, fields of a newer Istio. */
final class Adopted {
    private static final String ROUTES =
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: checkout, namespace: shop, labels: {team: storefront}}
            spec:
              hosts: [checkout, shop.example.com]
              gateways: [mesh, shop/edge]
              http:
                - name: beta
                  match: [{headers: {x-beta: {exact: "true"}}}]
                  route: [{destination: {host: checkout.shop, subset: v2}}]
                  fromTheFuture: {keep: [1, {me: whole}]}
                  headers: {}
                  corsPolicy: {allowHeaders: [], allowOrigins: [{exact: "*"}]}
                  mirrors: [{destination: {host: shadow}, percentage: {value: 10}}]
                - route:
                    - {destination: {host: checkout, subset: v1, port: {number: 8080}}, weight: 90}
                    - {destination: {host: monolith.shop.svc.cluster.local}, weight: 10}
                  retries: {attempts: 2}
                  timeout: 3s
              alsoFromTheFuture: true
            """;
    private static final String RULE =
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: checkout, namespace: shop}
            spec:
              host: checkout
              trafficPolicy: {connectionPool: {http: {maxRetries: 3}}}
              subsets:
                - {name: v1, labels: {version: v1}}
                - {name: v2, labels: {version: v2}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
            """;
    private static final String AT_THE_EDGE =
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: edge, namespace: till}
            spec:
              hosts: [shop.example.com]
              gateways: [edge]
              http: [{match: [{uri: {prefix: /checkout}}], route: [{destination: {host: checkout.shop, subset: v1}}]}]
            """;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What an API server adds to an object. */
    private static final Set<String> SERVERS = Set.of("resourceVersion", "uid", "creationTimestamp", "generation");

    private Adopted() {}

    /** Puts both in a cluster. */
    static void standIn(KubernetesClient client) {
        create(client, ROUTES);
        create(client, RULE);
    }

    /** Puts routes of an ingress gateway there, too. */
    static void anotherStandsIn(KubernetesClient client) {
        create(client, AT_THE_EDGE);
    }

    private static void create(KubernetesClient client, String yaml) {
        ObjectNode object = yaml(yaml);
        var unused = client.genericKubernetesResources(IstioKind.of(object).served())
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class))
                .create();
    }

    /** The routes as they stand, without what the API server adds. */
    static ObjectNode routes(KubernetesClient client) {
        ObjectNode object = new ObjectMapper().valueToTree(resource(client));
        ((ObjectNode) object.get("metadata")).remove(SERVERS);
        return object;
    }

    static String version(KubernetesClient client) {
        return resource(client).getMetadata().getResourceVersion();
    }

    static ObjectNode original() {
        return yaml(ROUTES);
    }

    /** Somebody takes all annotations away and leaves the rest. */
    static void loseAnnotations(KubernetesClient client) {
        GenericKubernetesResource object = resource(client);
        object.getMetadata().setAnnotations(null);
        var unused = client.genericKubernetesResources(IstioKind.VIRTUAL_SERVICE.served())
                .resource(object)
                .update();
    }

    /** Somebody writes them as they were, by their own means. */
    static void putBack(KubernetesClient client, String manager) {
        ObjectNode object = yaml(ROUTES);
        ((ObjectNode) object.get("metadata"))
                .put("resourceVersion", resource(client).getMetadata().getResourceVersion())
                .set("managedFields", managed(manager));
        var unused = client.genericKubernetesResources(IstioKind.VIRTUAL_SERVICE.served())
                .resource(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class))
                .update();
    }

    private static JsonNode managed(String manager) {
        return yaml("managedFields: [{manager: %s, operation: Apply, time: '2026-01-01T00:00:00Z', fieldsV1: {'f:spec': {}}}]"
                        .formatted(manager))
                .get("managedFields");
    }

    private static GenericKubernetesResource resource(KubernetesClient client) {
        return client.genericKubernetesResources(IstioKind.VIRTUAL_SERVICE.served())
                .inNamespace("shop")
                .withName("checkout")
                .get();
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
