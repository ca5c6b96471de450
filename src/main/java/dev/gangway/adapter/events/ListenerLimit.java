package dev.gangway.adapter.events;

/** How many may listen to one process at once. */
public record ListenerLimit(int most) {
    /** At least one. */
    public ListenerLimit {
        if (most < 1) {
            throw new IllegalArgumentException("%d listeners: there must be room for at least 1".formatted(most));
        }
    }
}
