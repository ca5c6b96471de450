package dev.gangway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.adapter.oidc.IssuedTokens;
import dev.gangway.control.access.TokenReviews;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcWiringTest {
    private static final TokenReviews CLUSTER = token -> Optional.empty();

    private final OidcWiring wiring = new OidcWiring(token -> {
        throw new AssertionError("nobody is asked");
    });

    @Test
    void shouldLeaveTheManagementClusterAloneWhereNoIssuerIsSetUp() {
        Settings none = new Settings(null, List.of());

        assertThatCode(() -> OidcWiring.check(none)).doesNotThrowAnyException();
        assertThat(wiring.beside(CLUSTER, none)).isSameAs(CLUSTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://login.example.org", "https://login.example.org/realms/shop", "http://localhost:8180"})
    void shouldTakeTokensOfAnIssuerThatAreMeantForUs(String issuer) {
        Settings settings = new Settings(issuer, List.of("gangway"));

        assertThatCode(() -> OidcWiring.check(settings)).doesNotThrowAnyException();
        assertThat(wiring.beside(CLUSTER, settings)).isInstanceOf(IssuedTokens.class);
    }

    @Test
    void shouldNotStartWhereTokensForAnybodyWouldBeTaken() {
        assertThatThrownBy(() -> OidcWiring.check(new Settings("https://login.example.org", List.of())))
                .hasMessageContaining("gangway.access.oidc.audiences is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.org", "login.example.org", "ftp://login.example.org"})
    void shouldNotStartWhereKeysWouldComeUnprotected(String issuer) {
        assertThatThrownBy(() -> OidcWiring.check(new Settings(issuer, List.of("gangway"))))
                .hasMessageContaining("name it by https");
    }

    /** Null and an empty list for what is not set. */
    private record Settings(String name, List<String> meantFor) implements GangwayConfig.Oidc {
        @Override
        public Optional<String> issuer() {
            return Optional.ofNullable(name);
        }

        @Override
        public Optional<List<String>> audiences() {
            return meantFor.isEmpty() ? Optional.empty() : Optional.of(meantFor);
        }

        @Override
        public String userClaim() {
            return "sub";
        }

        @Override
        public String groupsClaim() {
            return "groups";
        }

        @Override
        public String prefix() {
            return "-";
        }
    }
}
