package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What keeps a cluster's routes from being as the target wants them, though it can be reached.
 *
 * @param seen one sentence that names the object
 * @param todo the way out; may have several lines; empty where the sentence says it
 * @param contestedBy who puts the routes back whenever they are written; empty where they can't be written as they stand
 */
public record RouteTrouble(String seen, String todo, Optional<String> contestedBy) {
    /** Needs all parts. */
    public RouteTrouble {
        requireNonNull(seen, "seen");
        requireNonNull(todo, "todo");
        requireNonNull(contestedBy, "contestedBy");
    }

    /** The sentence and the way out as one text. */
    public String words() {
        return todo.isEmpty() ? seen : seen + "; " + todo;
    }
}
