package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

/** Which shift: the namespace and name of its TrafficShift. */
public record ShiftId(String namespace, String name) {
    /** Needs both. */
    public ShiftId {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
