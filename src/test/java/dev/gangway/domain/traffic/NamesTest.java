package dev.gangway.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cluster names and services are DNS labels, since Istio takes no other subset names. */
class NamesTest {
    private static final String LONGEST = "a".repeat(63);

    static String[] longOnes() {
        return new String[] {LONGEST + "a", "a".repeat(1000)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "k8s2", "eu-west-1", "a--b"})
    void shouldTakeDnsLabels(String name) {
        assertThat(new ClusterName(name)).hasToString(name);
        assertThat(new ServiceRef(name, name)).hasToString(name + "/" + name);
    }

    @Test
    void shouldTakeSixtyThreeCharacters() {
        assertThat(new ClusterName(LONGEST).value()).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("longOnes")
    @ValueSource(strings = {"", " ", "A", "k8s_2", "k8s.2", "-a", "a-", "a\n", "é", "a b", "{{x}}", "a\"b"})
    void shouldRefuseAllElseAndSayWhatItWas(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterName(name))
                .withMessageStartingWith("cluster name '" + name + "' must be a DNS label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceRef(name, "cart"))
                .withMessageStartingWith("namespace '" + name + "' must be a DNS label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceRef("shop", name))
                .withMessageStartingWith("service '" + name + "' must be a DNS label");
    }

    @Test
    void shouldOrderClustersByName() {
        assertThat(new ClusterName("eks1")).isLessThan(new ClusterName("k8s2"));
    }

    @Test
    void shouldNameTheHostThatClientsCall() {
        assertThat(new ServiceRef("shop", "cart").host()).isEqualTo("cart.shop.svc.cluster.local");
    }
}
