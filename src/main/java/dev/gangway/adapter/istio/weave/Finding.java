package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.UnweavableException;

/**
 * Something about an object that stands which a person should know before a shift.
 *
 * @param id stable and for programs
 * @param severity whether a shift can go on beside it
 * @param object kind, namespace and name
 * @param seen what is the matter with the object, to be read after its name
 * @param todo the way out; empty where there is nothing to do
 */
public record Finding(String id, Severity severity, String object, String seen, String todo) {
    /** Whether a shift can go on beside it. */
    public enum Severity {
        /** It can, but some requests may not go where they should. */
        WARN,
        /** It can't. */
        FAIL
    }

    /** All but the way out must be told. */
    public Finding {
        requireNonNull(severity, "severity");
        requireNonNull(todo, "todo");
        if (id.isEmpty() || object.isEmpty() || seen.isEmpty()) {
            throw new IllegalArgumentException("a finding without id, object or what is the matter");
        }
    }

    /** What keeps an object from being used, as a finding. */
    public static Finding of(String id, Severity severity, UnweavableException problem) {
        String[] parts = problem.why().split("; ", 2);
        return new Finding(
                id,
                severity,
                problem.object(),
                "has %s at %s, which %s".formatted(problem.value(), problem.field(), parts[0]),
                parts.length > 1 ? parts[1] : "");
    }

    /** The object, what is the matter and the way out in one sentence. */
    public String words() {
        return object + " " + seen + (todo.isEmpty() ? "" : "; " + todo);
    }
}
