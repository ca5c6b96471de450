package dev.gangway.control;

import static java.util.Objects.requireNonNull;

/** Somebody asked for what can't be done; nothing was written. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String field;

    /** Why it was refused. */
    public enum Kind {
        /** What was asked for makes no sense, now or later. */
        INVALID,
        /** There is no such thing. */
        NOT_FOUND,
        /** It does not fit what stands now. */
        CONFLICT,
        /** It was meant for what stood before. */
        STALE
    }

    /** Names the field that is at fault, and says what is wrong and the way out. */
    public RefusedException(Kind kind, String field, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
        this.field = requireNonNull(field, "field");
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** What is at fault. */
    public String field() {
        return field;
    }
}
