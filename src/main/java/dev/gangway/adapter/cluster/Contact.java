package dev.gangway.adapter.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster was found last.
 *
 * @param refusal why its MeshCluster can't be followed; empty = it is
 * @param state of its API server
 * @param lacking what the last answer lacked; empty where it was good, and where there was none to ask
 * @param lastAnswer when the last good answer came; empty = none has come since Gangway has started
 */
record Contact(Optional<String> refusal, State state, Optional<String> lacking, Optional<Instant> lastAnswer) {

    /** Of an API server. */
    enum State {
        /** There is no client for it. */
        WITHOUT_ACCESS,
        /** It has not been asked yet, or has not had the time to answer. */
        NOT_ASKED,
        /** The last answer was good. */
        ANSWERS,
        /** There was none, or not the one that was asked for. */
        FAILS
    }

    static Contact of(Optional<Member> member, Optional<String> refusal) {
        if (member.isEmpty()) {
            return new Contact(refusal, State.WITHOUT_ACCESS, Optional.empty(), Optional.empty());
        }
        Heartbeat heartbeat = member.get().heartbeat();
        Optional<String> lacking = heartbeat.problem();
        State state = lacking.isEmpty() ? State.ANSWERS : heartbeat.hasBeaten() ? State.FAILS : State.NOT_ASKED;
        return new Contact(refusal, state, lacking, heartbeat.lastAnswer());
    }

    /** All that is wrong, in words. */
    Optional<String> problem() {
        return lacking.isPresent() && refusal.isPresent()
                ? Optional.of(lacking.get() + "; " + refusal.get())
                : lacking.or(() -> refusal);
    }
}
