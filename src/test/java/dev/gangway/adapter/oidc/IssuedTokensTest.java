package dev.gangway.adapter.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.access.Identity;
import dev.gangway.control.access.ReviewUnavailableException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuedTokensTest {
    private static final String ISSUER = "https://login.example.org";
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final SecurityIdentity VERIFIED =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final Identity OF_CLUSTER = new Identity("kim", "", List.of(), Map.of());

    private final List<String> shownToIssuer = new ArrayList<>();
    private final List<String> shownToCluster = new ArrayList<>();
    private Uni<SecurityIdentity> answer = Uni.createFrom().item(VERIFIED);

    @Test
    void shouldNameUsersAndGroupsSoThatTheyAreNobodyOfTheClusters() {
        assertThat(
                        tokens("oidc:", 1)
                                .review(
                                        token(
                                                """
                {"iss": "%s", "sub": "ana", "groups": ["shop-sre", "", 7, "system:masters"]}""")))
                .contains(new Identity("oidc:ana", "", List.of("oidc:shop-sre", "oidc:system:masters"), Map.of()));
        assertThat(shownToCluster).isEmpty();
    }

    @Test
    void shouldTakeAGroupThatIsNoListAndNoneWhereThereIsNone() {
        assertThat(tokens("", 1).review(token("{\"iss\": \"%s\", \"sub\": \"ana\", \"groups\": \"sre\"}")))
                .contains(new Identity("ana", "", List.of("sre"), Map.of()));
        assertThat(tokens("", 1).review(token("{\"iss\": \"%s\", \"sub\": \"ana\"}")))
                .contains(new Identity("ana", "", List.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"system:admin\"", "\"system:serviceaccount:kube-system:root\"", "\" \"", "7", "null", "{}"})
    void shouldTakeNobodyForOneOfKubernetesOwnOrWithoutAName(String user) {
        assertThat(tokens("", 1).review(token("{\"iss\": \"%s\", \"sub\": " + user + "}")))
                .isEmpty();
    }

    @Test
    void shouldLeaveGroupsOfKubernetesOwnOut() {
        assertThat(tokens("", 1).review(token("{\"iss\": \"%s\", \"sub\": \"ana\", \"groups\": [\"system:masters\"]}")))
                .contains(new Identity("ana", "", List.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opaque", "a.b", "a.b.c", "a.!!.c", "a.W10.c", "a.bm8.c", "...."})
    void shouldAskTheOthersAboutWhatIsNoTokenOfTheIssuers(String token) {
        assertThat(tokens("", 1).review(token)).contains(OF_CLUSTER);
        assertThat(shownToCluster).containsExactly(token);
        assertThat(shownToIssuer).isEmpty();
    }

    @Test
    void shouldAskTheOthersAboutTokensOfAnotherIssuer() {
        String foreign = jwt("{\"iss\": \"%s/\", \"sub\": \"ana\"}".formatted(ISSUER));

        assertThat(tokens("", 1).review(foreign)).contains(OF_CLUSTER);
        assertThat(shownToIssuer).isEmpty();
    }

    static Stream<Throwable> refusals() {
        return Stream.of(
                new AuthenticationFailedException(),
                new AuthenticationFailedException(new InvalidJwtException("expired", List.of(), null)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldKnowNobodyByATokenThatIsRefused(Throwable refusal) {
        answer = Uni.createFrom().failure(refusal);

        assertThat(tokens("", 1).review(token("{\"iss\": \"%s\", \"sub\": \"ana\"}")))
                .isEmpty();
        assertThat(shownToCluster).as("what one refuses the other is not asked").isEmpty();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new OIDCException("OIDC server is not available"),
                new AuthenticationFailedException(new OIDCException("keys can't be had")),
                new AuthenticationFailedException(new ConnectException("Connection refused")),
                new ConnectException("Connection refused"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldNotKnowWhereTheKeysCanNotBeHad(Throwable failure) {
        answer = Uni.createFrom().failure(failure);

        assertUnavailable("the OIDC issuer does not answer");
    }

    @Test
    void shouldNotWaitForAnIssuerThatHangs() {
        answer = Uni.createFrom().nothing();

        assertUnavailable("the OIDC issuer does not answer");
    }

    @Test
    void shouldNotLetMoreWaitForTheIssuerThanMay() {
        List<Throwable> inside = new ArrayList<>();
        IssuedTokens tokens = tokens("", 1);
        String token = token("{\"iss\": \"%s\", \"sub\": \"ana\"}");
        answer = Uni.createFrom().item(() -> {
            try {
                tokens.review(token);
            } catch (ReviewUnavailableException e) {
                inside.add(e);
            }
            return VERIFIED;
        });

        assertThat(tokens.review(token)).isPresent();
        assertThat(inside).singleElement().satisfies(why -> assertThat(why).hasMessageContaining("at once"));
        answer = Uni.createFrom().item(VERIFIED);
        assertThat(tokens.review(token)).as("there is room again").isPresent();
    }

    private void assertUnavailable(String words) {
        IssuedTokens tokens = tokens("", 1);
        String token = token("{\"iss\": \"%s\", \"sub\": \"ana\"}");

        assertThatThrownBy(() -> tokens.review(token))
                .isInstanceOf(ReviewUnavailableException.class)
                .hasMessage(words);
    }

    private IssuedTokens tokens(String prefix, int atOnce) {
        return new IssuedTokens(
                token -> {
                    shownToIssuer.add(token.getToken());
                    return answer;
                },
                new IssuerTerms(ISSUER, "sub", "groups", prefix),
                PATIENCE,
                atOnce,
                token -> {
                    shownToCluster.add(token);
                    return Optional.of(OF_CLUSTER);
                });
    }

    private static String token(String claims) {
        return jwt(claims.formatted(ISSUER));
    }

    private static String jwt(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".c2ln";
    }
}
