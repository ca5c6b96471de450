package dev.gangway.adapter.cluster.preflight;

import dev.gangway.control.Preflight.Check;
import java.util.List;

/** All checks over what makes two clusters one mesh, in the order in which they are best read. */
final class SetupChecks {
    private static final List<SetupCheck> ALL = List.of(
            new AccessCheck(),
            new SettingsCheck(),
            new ControlPlaneVersionCheck(),
            new NetworksApartCheck(),
            new NetworkCheck(),
            new ClusterIdCheck(),
            new MeshIdCheck(),
            new TrustDomainCheck(),
            new RootCertificateCheck(),
            new RootExpiryCheck(),
            new RemoteSecretCheck(),
            new GatewayServiceCheck(),
            new GatewayReadinessCheck(),
            new GatewayViewCheck(),
            new GatewayBudgetCheck(),
            new GatewayDefinitionCheck(),
            new GatewayDuplicatesCheck(),
            new ServiceTypeCheck(),
            new LocalTrafficCheck(),
            new SidecarsCheck(),
            new PodNetworkCheck(),
            new StaleSidecarsCheck(),
            new PeerAuthenticationCheck());

    private SetupChecks() {}

    static List<Check> check(Sides sides) {
        return ALL.stream().flatMap(one -> one.check(sides).stream()).toList();
    }
}
