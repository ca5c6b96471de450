package dev.gangway.control;

/** Takes the measure of the watches of API servers. */
public interface WatchMeter {
    /** Counts nothing. */
    WatchMeter NONE = (cluster, kind) -> {};

    /**
     * A watch had missed something, and another one has taken its place.
     *
     * @param cluster whose API server; {@code management} for Gangway's own
     * @param kind in the plural
     */
    void replaced(String cluster, String kind);
}
