package dev.gangway.adapter.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Identity;
import dev.gangway.control.access.Permission;
import dev.gangway.control.access.ReviewUnavailableException;
import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementReviewsTest {
    private static final Identity ANA = new Identity("ana", "7", List.of("sre"), Map.of("scopes", List.of("a")));

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final List<String> asked = new ArrayList<>();
    private final KubernetesClient management = mesh.client("management");
    private final ReviewCalls calls = new ReviewCalls(2);
    private final ManagementAccessReviews access = new ManagementAccessReviews(management, calls);

    @BeforeEach
    void rule() {
        mesh.reviewBy(new AccessRule() {
            @Override
            public Optional<String> user(String token) {
                return AccessRule.BY_NAME.user(token);
            }

            @Override
            public boolean allows(String user, JsonNode attributes) {
                asked.add(user + " " + attributes);
                return user.equals("ana");
            }
        });
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldSayWhoIsBehindAToken() {
        ManagementTokenReviews tokens = new ManagementTokenReviews(management, calls, List.of());

        assertThat(tokens.review("ana")).contains(new Identity("ana", "", List.of("system:authenticated"), Map.of()));
        assertThat(tokens.review("nobody")).isEmpty();
    }

    @Test
    void shouldNotTakeATokenForOneThatIsMeantForGangwayWhereNobodySaysSo() {
        assertThat(new ManagementTokenReviews(management, calls, List.of("gangway")).review("ana"))
                .isEmpty();
    }

    @Test
    void shouldAskInTheWordsOfKubernetes() {
        assertThat(access.allows(ANA, new Act(Permission.ROLL_BACK_SHIFT, "shop", "checkout")))
                .isTrue();

        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("ana ")
                .contains(
                        "\"group\":\"gangway.dev\"",
                        "\"verb\":\"update\"",
                        "\"resource\":\"trafficshifts\"",
                        "\"subresource\":\"rollback\"",
                        "\"namespace\":\"shop\"",
                        "\"name\":\"checkout\"");
    }

    @Test
    void shouldSayThatSomebodyMayNot() {
        Identity bob = new Identity("bob", "", List.of(), Map.of());

        assertThat(access.allows(bob, new Act(Permission.LIST_SHIFTS, "", ""))).isFalse();
    }

    @Test
    void shouldNotTakeNoAnswerForARefusal() {
        mesh.setApiServerOff("management", true);

        assertThatThrownBy(() -> new ManagementTokenReviews(management, calls, List.of()).review("secret-of-ana"))
                .isInstanceOf(ReviewUnavailableException.class)
                .hasMessage("the management cluster answers 503 to tokenreviews");
        assertThatThrownBy(() -> access.allows(ANA, new Act(Permission.LIST_SHIFTS, "", "")))
                .isInstanceOf(ReviewUnavailableException.class)
                .hasMessage("the management cluster answers 503 to subjectaccessreviews");
    }

    @Test
    void shouldSayThatTheManagementClusterIsNotThere() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThatThrownBy(() -> new ManagementTokenReviews(client, calls, List.of()).review("secret-of-ana"))
                    .isInstanceOf(ReviewUnavailableException.class)
                    .hasMessage("the management cluster does not answer");
        }
    }
}
