package dev.gangway.adapter.review;

import dev.gangway.control.access.AccessReviews;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Identity;
import dev.gangway.control.access.Permission;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Has the management cluster say what somebody may do, by whatever authorizers it has. */
public final class ManagementAccessReviews implements AccessReviews {
    private final KubernetesClient management;
    private final ReviewCalls calls;

    /** Asks nobody yet. */
    public ManagementAccessReviews(KubernetesClient management, ReviewCalls calls) {
        this.management = management;
        this.calls = calls;
    }

    @Override
    public boolean allows(Identity who, Act act) {
        SubjectAccessReview review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(who.name())
                .withUid(who.uid().isEmpty() ? null : who.uid())
                .withGroups(who.groups())
                .withExtra(who.extra())
                .withNewResourceAttributes()
                .withGroup(Permission.GROUP)
                .withVerb(act.permission().verb())
                .withResource(act.permission().resource())
                .withSubresource(act.permission().subresource())
                .withNamespace(act.namespace())
                .withName(act.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        SubjectAccessReviewStatus status = calls.call("subjectaccessreviews", () -> management
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus());
        return status != null && Boolean.TRUE.equals(status.getAllowed()) && !Boolean.TRUE.equals(status.getDenied());
    }
}
