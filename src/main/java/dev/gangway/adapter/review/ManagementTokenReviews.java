package dev.gangway.adapter.review;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.control.access.Identity;
import dev.gangway.control.access.TokenReviews;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the management cluster review tokens. */
public final class ManagementTokenReviews implements TokenReviews {
    private final KubernetesClient management;
    private final ReviewCalls calls;
    private final List<String> audiences;

    /**
     * Asks nobody yet.
     *
     * @param audiences one of which a token must be meant for; empty = the API server's own
     */
    public ManagementTokenReviews(KubernetesClient management, ReviewCalls calls, List<String> audiences) {
        this.management = management;
        this.calls = calls;
        this.audiences = List.copyOf(audiences);
    }

    @Override
    public Optional<Identity> review(String token) {
        TokenReview review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(audiences)
                .endSpec()
                .build();
        TokenReviewStatus status = calls.call(
                "tokenreviews", () -> management.tokenReviews().create(review).getStatus());
        boolean isSomebodys = status != null
                && Boolean.TRUE.equals(status.getAuthenticated())
                && status.getUser() != null
                && isMeantForUs(status);
        return isSomebodys ? identity(status.getUser()) : Optional.empty();
    }

    /** An authenticator that knows no audiences names none, and whoever asked for some must not take that for a yes. */
    private boolean isMeantForUs(TokenReviewStatus status) {
        return audiences.isEmpty()
                || !Collections.disjoint(audiences, requireNonNullElse(status.getAudiences(), List.of()));
    }

    private static Optional<Identity> identity(UserInfo user) {
        String name = requireNonNullElse(user.getUsername(), "");
        return name.isBlank()
                ? Optional.empty()
                : Optional.of(new Identity(
                        name,
                        requireNonNullElse(user.getUid(), ""),
                        requireNonNullElse(user.getGroups(), List.of()),
                        requireNonNullElse(user.getExtra(), Map.of())));
    }
}
