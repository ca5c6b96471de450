package dev.gangway.control;

import static java.util.Objects.requireNonNull;

/** A split can't be woven into an object as it stands, or not be taken out of it; nothing was changed. */
public final class UnweavableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String object;
    private final String field;
    private final String value;
    private final String why;

    /**
     * Says what is wrong, and the way out.
     *
     * @param object kind, namespace and name, such as {@code VirtualService shop/checkout}
     * @param field where in the object, such as {@code spec.http[0].route[1].weight}
     * @param value what stands there, as JSON
     * @param why what is wrong with it, and after a semicolon what to do
     */
    public UnweavableException(String object, String field, String value, String why) {
        super("%s, %s: %s %s".formatted(object, field, value, why));
        this.object = requireNonNull(object, "object");
        this.field = requireNonNull(field, "field");
        this.value = requireNonNull(value, "value");
        this.why = requireNonNull(why, "why");
    }

    /** The same, told with where the object was found. */
    public UnweavableException foundIn(String where) {
        UnweavableException told = new UnweavableException(where + ": " + object, field, value, why);
        told.initCause(this);
        return told;
    }

    /** Which object is at fault. */
    public String object() {
        return object;
    }

    /** Which field of it. */
    public String field() {
        return field;
    }

    /** What stands there. */
    public String value() {
        return value;
    }

    /** What is wrong with it, and after a semicolon what to do. */
    public String why() {
        return why;
    }
}
