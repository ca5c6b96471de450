package dev.gangway.control;

/** Tells others of a decision. It never fails and never holds a shift up. */
public interface Announcer {

    /** A shift has changed; what is told has been recorded already. */
    void announce(ShiftEvent event);
}
