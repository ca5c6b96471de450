package dev.gangway.control.alert;

/** What became of an alert. */
public enum AlertOutcome {
    /** The shift is to be rolled back. */
    ROLL_BACK,
    /** The shift is to pause. */
    PAUSE,
    /** The shift goes on, as the last alert that paused it is over. */
    RESUME,
    /** It is remembered, and changes nothing as things stand. */
    RECORDED,
    /** The shift was told of this firing before. */
    KNOWN,
    /** The policy wants nothing of it, or what is over has changed nothing. */
    IGNORED,
    /** The shift has ended. */
    ENDED,
    /** It speaks of no shift that is there. */
    UNKNOWN,
    /** It can't be read. */
    MALFORMED,
    /** It could not be put down: it must be told again. */
    FAILED
}
