package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAuthenticationCheckTest {
    private static final String ID = "peer-authentication-in-eks1";

    private final TwoClusters mesh = new TwoClusters();

    @ParameterizedTest
    @ValueSource(strings = {"PERMISSIVE", "STRICT", "UNSET"})
    void shouldPassAllOtherModes(String mode) {
        policy("shop", "default", "mtls: {mode: %s}".formatted(mode));

        assertThat(mesh.amiss()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "istio-system"})
    void shouldFailWhereMutualTlsIsOff(String namespace) {
        policy(namespace, "default", "mtls: {mode: DISABLE}");

        assertThat(mesh.amiss()).containsExactly(ID);
        assertThat(mesh.check(ID).words())
                .isEqualTo(
                        "PeerAuthentication %s/default of cluster eks1 has spec.mtls.mode DISABLE, or so for a port, and is"
                                        .formatted(namespace)
                                + " for pods of shop/checkout, such as checkout-5b8c9-aaaaa: set it to PERMISSIVE, which takes both, or"
                                + " to STRICT");
    }

    @Test
    void shouldLetTheNamespaceOverruleTheMesh() {
        policy("istio-system", "default", "mtls: {mode: DISABLE}");
        policy("shop", "default", "mtls: {mode: STRICT}");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldAskTheMeshWhereTheNamespaceDoesNotSay() {
        policy("istio-system", "default", "mtls: {mode: DISABLE}");
        policy("shop", "default", "mtls: {mode: UNSET}");

        assertThat(mesh.amiss()).containsExactly(ID);
    }

    @Test
    void shouldLetTheWorkloadOverruleTheNamespace() {
        policy("shop", "default", "mtls: {mode: DISABLE}");
        policy("shop", "checkout", "selector: {matchLabels: {app: checkout}}\n  mtls: {mode: STRICT}");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldPassAPolicyForOtherPods() {
        policy("shop", "search", "selector: {matchLabels: {app: search}}\n  mtls: {mode: DISABLE}");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldFailWhereItIsOffForThePortOfTheService() {
        policy(
                "shop",
                "checkout",
                "selector: {matchLabels: {app: checkout}}\n  mtls: {mode: STRICT}\n  portLevelMtls: {9080: {mode: DISABLE}}");

        assertThat(mesh.check(ID).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldPassWhereItIsOffForAnotherPort() {
        policy(
                "shop",
                "checkout",
                "selector: {matchLabels: {app: checkout}}\n  portLevelMtls: {9090: {mode: DISABLE}}");

        assertThat(mesh.amiss()).isEmpty();
    }

    private void policy(String namespace, String name, String spec) {
        mesh.eks1.add(
                """
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: %s, namespace: %s}
                spec:
                  %s
                """
                        .formatted(name, namespace, spec));
    }
}
