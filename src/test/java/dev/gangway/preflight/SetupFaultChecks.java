package dev.gangway.preflight;

import dev.gangway.sim.SetupFault;

/** Which check finds what is wrong between the clusters of the simulated mesh. */
public final class SetupFaultChecks {
    private SetupFaultChecks() {}

    /** The id of the check that must not pass. */
    public static String of(SetupFault fault) {
        return switch (fault) {
            case NETWORK_LABEL_MISSING, NETWORK_DIFFERS -> "network-id-in-eks1";
            case CLUSTER_ID_DIFFERS -> "cluster-id-in-eks1";
            case MESH_ID_DIFFERS -> "mesh-id";
            case TRUST_DOMAIN_DIFFERS -> "trust-domain";
            case CLUSTER_LOCAL, DISCOVERY_SELECTORS, INTERNAL_TRAFFIC_POLICY_LOCAL -> "local-traffic-in-eks1";
            case GATEWAY_SERVICE_MISSING, GATEWAY_WITHOUT_ADDRESS, GATEWAY_PORT_MISSING ->
                "east-west-gateway-service-in-eks1";
            case GATEWAY_NOT_READY, GATEWAY_SINGLE -> "east-west-gateway-ready-in-eks1";
            case GATEWAY_WITHOUT_NETWORK_VIEW -> "east-west-gateway-view-in-eks1";
            case GATEWAY_DEFINITION_MISSING, GATEWAY_HOSTS_TOO_NARROW, GATEWAY_SELECTS_NO_PODS ->
                "gateway-definition-in-eks1";
            case GATEWAY_DEFINED_TWICE -> "gateway-duplicates-in-eks1";
            case REMOTE_SECRET_MISSING, REMOTE_SECRET_KEY_DIFFERS, REMOTE_SECRET_ON_LOOPBACK, REMOTE_SECRET_EXPIRED ->
                "remote-secret-in-k8s2";
            case ROOT_DIFFERS -> "root-certificate";
            case ROOT_EXPIRES_SOON -> "root-expiry-in-eks1";
            case SERVICE_TYPE_DIFFERS, SERVICE_MISSING -> "service-in-eks1";
            case SERVICE_PORTS_DIFFER -> "service-ports";
            case PEER_AUTHENTICATION_DISABLE -> "peer-authentication-in-eks1";
            case PRIVATE_DESTINATION_RULE -> "unweavable-in-eks1";
        };
    }
}
