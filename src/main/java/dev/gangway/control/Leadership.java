package dev.gangway.control;

import java.util.OptionalLong;

/**
 * Which of several replicas acts. The others answer what is read, and put down what is asked for; only the leader decides,
 * records decisions and writes routes.
 *
 * <p>That a process believes to lead is not enough: it may be stopped at any instant and go on minutes later. So every write
 * goes with the version that was read, and what a leader decides to change, it marks with its epoch wherever that stands
 * already. A predecessor's write that comes late finds another version.
 */
public interface Leadership {

    /**
     * The epoch in which this process leads; empty while it does not, or can't be sure of it at this instant. Each time
     * that leadership is taken, the epoch is higher than all before. Asked before each write, and answers from memory.
     */
    OptionalLong epoch();

    /** Whether this process leads, as far as it can be sure. */
    default boolean isHeld() {
        return epoch().isPresent();
    }

    /** That of the only process, for good. For programs that nobody else runs beside. */
    static Leadership alone() {
        return () -> OptionalLong.of(1);
    }
}
