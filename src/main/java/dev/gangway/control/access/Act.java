package dev.gangway.control.access;

import static java.util.Objects.requireNonNull;

/**
 * What somebody wants to do, in the words of Kubernetes' permissions.
 *
 * @param permission what is done
 * @param namespace where; empty = in all, or to what is in none
 * @param name to which object; empty = to none that can be named
 */
public record Act(Permission permission, String namespace, String name) {
    /** Needs all of them. */
    public Act {
        requireNonNull(permission, "permission");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    /** As people read it: {@code update trafficshifts/pause 'checkout' in namespace 'shop'}. */
    public String words() {
        return "%s %s%s %s"
                .formatted(
                        permission.verb(),
                        permission.what(),
                        name.isEmpty() ? "" : " '%s'".formatted(name),
                        namespace.isEmpty() ? "in all namespaces" : "in namespace '%s'".formatted(namespace));
    }
}
