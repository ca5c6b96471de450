package dev.gangway.adapter.crd;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Steps, pacing and objectives that many shifts of a namespace share. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("shiftpolicies")
public class ShiftPolicy extends CustomResource<ShiftPolicySpec, Void> implements Namespaced {
    private static final long serialVersionUID = 1;

    @Override
    protected ShiftPolicySpec initSpec() {
        return null;
    }
}
