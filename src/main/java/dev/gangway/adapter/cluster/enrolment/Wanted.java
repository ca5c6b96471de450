package dev.gangway.adapter.cluster.enrolment;

import java.util.Optional;

/**
 * What a pod is to carry.
 *
 * @param revision the sidecar's revision; empty = no sidecar
 */
record Wanted(Optional<String> revision) {
    boolean isMetBy(Pod pod) {
        return revision.equals(pod.revision());
    }

    /** For people. */
    String words() {
        return revision.map(name -> "a sidecar of revision " + name).orElse("no sidecar");
    }
}
