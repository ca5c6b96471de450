package dev.gangway.control.access;

/** Says whether somebody may do something. */
public interface AccessReviews {
    /** Whether it is permitted; throws ReviewUnavailableException where that can't be known. */
    boolean allows(Identity who, Act act);
}
