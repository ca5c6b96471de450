package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** Istio configuration for tests, of the service checkout in shop. */
final class Configs {
    static final IstioConfig NOTHING = new IstioConfig(List.of(), List.of());

    private static final String RULE =
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: checkout-gangway, namespace: shop, creationTimestamp: "2026-11-22T12:00:00Z"}
            spec:
              host: checkout.shop.svc.cluster.local
              subsets:
                - {name: k8s2, labels: {topology.istio.io/network: k8s2.prd.sfo2}}
                - {name: eks1, labels: {topology.istio.io/network: eks1.prd.sfo2}}
            """;

    private Configs() {}

    static JsonNode virtualService(String spec) {
        return yaml(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: checkout, namespace: shop, creationTimestamp: "2026-11-22T12:00:00Z"}
                spec: %s
                """
                        .formatted(spec));
    }

    /** A route of all requests to k8s2 and eks1 by these weights. */
    static JsonNode weights(int k8s2, int eks1) {
        return virtualService(
                """
                {hosts: [checkout.shop.svc.cluster.local], http: [{route: [
                    {destination: {host: checkout.shop.svc.cluster.local, subset: k8s2}, weight: %d},
                    {destination: {host: checkout.shop.svc.cluster.local, subset: eks1}, weight: %d}]}]}
                """
                        .formatted(k8s2, eks1));
    }

    static JsonNode rule() {
        return yaml(RULE);
    }

    /** Both clusters with subsets and with routes of these weights. */
    static Routing split(int k8s2, int eks1) {
        IstioConfig config = new IstioConfig(List.of(weights(k8s2, eks1)), List.of(rule()));
        return new Routing(Map.of("k8s2", config, "eks1", config));
    }

    /** Both clusters with all requests at k8s2, and so many per cent of them mirrored to eks1. */
    static Routing mirror(int percent) {
        JsonNode routes = virtualService(
                """
                {hosts: [checkout], http: [{
                    route: [{destination: {host: checkout, subset: k8s2}}],
                    mirrors: [{destination: {host: checkout, subset: eks1}, percentage: {value: %d}}]}]}
                """
                        .formatted(percent));
        IstioConfig config = new IstioConfig(List.of(routes), List.of(rule()));
        return new Routing(Map.of("k8s2", config, "eks1", config));
    }

    static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
