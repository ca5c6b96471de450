package dev.gangway.control.plan;

import java.util.Optional;

/** What becomes of one object. */
public interface PlannedObject {
    /** What is done to an object. */
    enum Deed {
        /** It is new. */
        ADDED,
        /** It stands, and would be another. */
        CHANGED,
        /** It stands, and stays. */
        UNCHANGED,
        /** It would go. */
        DELETED
    }

    /** Kind, namespace and name. */
    String name();

    /** What is done to it. */
    Deed deed();

    /** As it stands, as YAML; empty where it is added. */
    Optional<String> before();

    /** As it would stand; empty where it is deleted. */
    Optional<String> after();
}
