package dev.gangway.adapter.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.access.ReviewUnavailableException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

class ReviewCallsTest {
    private final ReviewCalls calls = new ReviewCalls(1);

    @Test
    void shouldNotWaitWhereAsManyAreUnderWayAsMayBe() {
        assertThat(calls.<Boolean>call("tokenreviews", () -> {
                    assertThatThrownBy(() -> calls.call("tokenreviews", () -> true))
                            .isInstanceOf(ReviewUnavailableException.class)
                            .hasMessageContaining("as many callers as it may at once");
                    return true;
                }))
                .isTrue();
        assertThat(calls.<Boolean>call("tokenreviews", () -> true)).isTrue();
    }

    @Test
    void shouldBeFreeAgainAfterACallThatFails() {
        assertThatThrownBy(() -> calls.call("tokenreviews", () -> {
                    throw new KubernetesClientException("secret words", 403, null);
                }))
                .isInstanceOf(ReviewUnavailableException.class)
                .hasMessage(
                        "the management cluster does not let Gangway create tokenreviews: apply kubernetes/rbac.yaml");

        assertThat(calls.<Boolean>call("tokenreviews", () -> true)).isTrue();
    }
}
