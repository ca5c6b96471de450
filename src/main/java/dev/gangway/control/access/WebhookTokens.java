package dev.gangway.control.access;

import java.util.Optional;

/** The secret by which Alertmanager's webhook knows its sender. It can be changed at any time. */
public interface WebhookTokens {
    /** What a token is. */
    enum Standing {
        /** One of those that are set up. */
        OURS,
        /** None of them, or there was no token at all. */
        FOREIGN,
        /** There is none to compare with. */
        NOT_SET_UP
    }

    /** Compares in a time that says nothing about what is set up. */
    Standing of(Optional<String> token);
}
