package dev.gangway.control;

/** Is told of events that could not be delivered. */
public interface DeliveryMeter {

    /** Why one could not. */
    enum Why {
        /** More wait than may. */
        OVERFLOW,
        /** More came at once than are sent at once. */
        RATE,
        /** The other side did not take it. */
        FAILED
    }

    /**
     * One event will never arrive.
     *
     * @param channel on which it was to go
     */
    void undelivered(String channel, Why why);
}
