package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an OIDC issuer beside those of the management cluster; what they may do, the management cluster says of both. */
@QuarkusTest
@WithTestResource(OidcIssuer.class)
class OidcTest {
    private static final String ANA = "oidc:ana@example.org";

    OidcIssuer issuer;

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/api/v1")
    URI api;

    private final List<String> reviewed = new CopyOnWriteArrayList<>();
    private final Grants grants = new Grants();

    @BeforeEach
    void askThem() {
        grants.grant(ANA, asked -> asked.namespace().equals("shop"));
        grants.grant("kim", asked -> asked.namespace().equals("shop"));
        mesh.reviewBy(new AccessRule() {
            @Override
            public Optional<String> user(String token) {
                reviewed.add(token);
                return grants.user(token);
            }

            @Override
            public boolean allows(String user, JsonNode attributes) {
                return grants.allows(user, attributes);
            }
        });
    }

    @AfterEach
    void heal() {
        issuer.down(false);
        mesh.reviewBy(AccessRule.BY_NAME);
    }

    @Test
    void shouldLetInWhoTheIssuerVouchesForToWhatTheClusterAllows() {
        assertThat(list("shop", issuer.token()).status()).isEqualTo(200);

        Reply refused = list("billing", issuer.token());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains(ANA + " may not list trafficshifts in namespace 'billing'");
        assertThat(reviewed)
                .as("the management cluster is shown no token of the issuer's")
                .isEmpty();
    }

    @Test
    void shouldKnowNobodyByATokenThatIsNoGood() {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        List<String> bad = List.of(
                issuer.signedByAnother(issuer.claims()),
                issuer.sign(issuer.claims().issuedAt(hourAgo).expiresAt(hourAgo.plusSeconds(60))),
                issuer.sign(issuer.claims().audience(Set.of("another"))),
                issuer.sign(issuer.claims().audience(Set.of())),
                issuer.sign(issuer.claims().claim("email", " ")),
                issuer.token().replaceFirst("\\.[^.]*$", "."),
                unsigned(issuer.token()));

        for (String token : bad) {
            Reply reply = list("shop", token);
            assertThat(reply.status()).as(token).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(reply.body())
                    .contains("urn:gangway:problem:unauthenticated")
                    .doesNotContain(token);
        }
        assertThat(reviewed).as("what is no good here is not tried there").isEmpty();
    }

    @Test
    void shouldAskTheManagementClusterAboutTokensOfAnybodyElse() {
        int before = issuer.asked();
        String foreign = issuer.sign(issuer.claims().issuer("https://elsewhere.example"));

        assertThat(list("shop", Grants.token("kim")).status()).isEqualTo(200);
        assertThat(list("shop", foreign).status()).isEqualTo(401);

        assertThat(reviewed).containsExactly(Grants.token("kim"), foreign);
        assertThat(issuer.asked()).isEqualTo(before);
    }

    @Test
    void shouldNotKnowWhoItIsWhileTheIssuerIsDownAndItsKeyIsANewOne() {
        assertThat(list("shop", issuer.token()).status()).isEqualTo(200);
        issuer.rotate();
        issuer.down(true);

        Reply reply = list("shop", issuer.token());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotBlank();
        assertThat(reply.body()).contains("urn:gangway:problem:access-unknown", "the OIDC issuer does not answer");
        assertThat(list("shop", Grants.token("kim")).status())
                .as("nobody else waits for it")
                .isEqualTo(200);

        issuer.down(false);
        assertThat(list("shop", issuer.token()).status()).isEqualTo(200);
    }

    /** As who may list the shifts of a namespace. */
    private Reply list(String namespace, String token) {
        return Reply.to(api, "GET", "/namespaces/%s/shifts".formatted(namespace), "Bearer " + token);
    }

    /** The same claims, and a header that says that nobody has signed them. */
    private static String unsigned(String token) {
        return "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".";
    }
}
