package dev.gangway.adapter.events;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/** What events say that they come from: one Gangway, with all its replicas. */
public record EventSource(URI uri) {
    /** Needs it. */
    public EventSource {
        requireNonNull(uri, "uri");
    }
}
