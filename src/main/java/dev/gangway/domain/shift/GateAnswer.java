package dev.gangway.domain.shift;

/** What the gates of one way forward say together. */
public sealed interface GateAnswer {

    /** All let it pass. */
    record Open() implements GateAnswer {}

    /** One says no; it is asked again. In words, without secrets. */
    record Shut(String words) implements GateAnswer {}

    /** One has not answered, or was not asked yet. In words, without secrets. */
    record Silent(String words) implements GateAnswer {}

    /** One has said no for too often, and is not asked again for this attempt. In words, without secrets. */
    record Refused(String words) implements GateAnswer {}
}
