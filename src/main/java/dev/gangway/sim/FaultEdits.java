package dev.gangway.sim;

import java.util.List;

/** What each fault makes of the objects that stand. */
final class FaultEdits {
    private FaultEdits() {}

    static List<ObjectEdit> of(SetupFault fault, FaultScene scene) {
        return switch (fault) {
            case NETWORK_LABEL_MISSING -> MeshConfigFaults.networkLabelMissing();
            case NETWORK_DIFFERS -> MeshConfigFaults.networkDiffers();
            case CLUSTER_ID_DIFFERS -> MeshConfigFaults.clusterIdDiffers();
            case MESH_ID_DIFFERS -> MeshConfigFaults.meshIdDiffers();
            case TRUST_DOMAIN_DIFFERS -> MeshConfigFaults.trustDomainDiffers();
            case CLUSTER_LOCAL -> MeshConfigFaults.clusterLocal();
            case DISCOVERY_SELECTORS -> MeshConfigFaults.discoverySelectors();
            case GATEWAY_SERVICE_MISSING -> EastWestServiceFaults.serviceMissing(scene);
            case GATEWAY_WITHOUT_ADDRESS -> EastWestServiceFaults.withoutAddress();
            case GATEWAY_PORT_MISSING -> EastWestServiceFaults.portMissing(scene);
            case GATEWAY_NOT_READY -> EastWestPodFaults.notReady(scene);
            case GATEWAY_SINGLE -> EastWestPodFaults.single(scene);
            case GATEWAY_WITHOUT_NETWORK_VIEW -> EastWestPodFaults.withoutNetworkView(scene);
            case GATEWAY_DEFINITION_MISSING -> GatewayDefinitionFaults.missing();
            case GATEWAY_HOSTS_TOO_NARROW -> GatewayDefinitionFaults.hostsTooNarrow();
            case GATEWAY_SELECTS_NO_PODS -> GatewayDefinitionFaults.selectsNoPods();
            case GATEWAY_DEFINED_TWICE -> GatewayDefinitionFaults.definedTwice();
            case REMOTE_SECRET_MISSING -> RemoteSecretFaults.missing();
            case REMOTE_SECRET_KEY_DIFFERS -> RemoteSecretFaults.keyDiffers();
            case REMOTE_SECRET_ON_LOOPBACK -> RemoteSecretFaults.onLoopback();
            case REMOTE_SECRET_EXPIRED -> RemoteSecretFaults.expired(scene);
            case ROOT_DIFFERS -> RootFaults.differs(scene);
            case ROOT_EXPIRES_SOON -> RootFaults.expiresSoon(scene);
            case INTERNAL_TRAFFIC_POLICY_LOCAL -> ShopFaults.internalTrafficPolicyLocal();
            case SERVICE_TYPE_DIFFERS -> ShopFaults.serviceTypeDiffers();
            case SERVICE_PORTS_DIFFER -> ShopFaults.servicePortsDiffer(scene);
            case SERVICE_MISSING -> ShopFaults.serviceMissing(scene);
            case PEER_AUTHENTICATION_DISABLE -> ShopFaults.peerAuthenticationDisable();
            case PRIVATE_DESTINATION_RULE -> ShopFaults.privateDestinationRule();
        };
    }
}
