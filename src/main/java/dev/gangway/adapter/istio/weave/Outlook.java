package dev.gangway.adapter.istio.weave;

import dev.gangway.control.UnweavableException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What becomes of the objects of one cluster: what can be changed is, whatever is the matter with the others.
 *
 * @param changes in the order in which they are to be written
 * @param problems what keeps the rest as it stands
 */
public record Outlook(List<Change> changes, List<UnweavableException> problems) {
    /** Everything stays, and is as it should be. */
    public static final Outlook NOTHING = new Outlook(List.of(), List.of());

    /** Copies the lists. */
    public Outlook {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    static Outlook of(Supplier<Change> change) {
        try {
            return new Outlook(List.of(change.get()), List.of());
        } catch (UnweavableException problem) {
            return new Outlook(List.of(), List.of(problem));
        }
    }

    static Outlook all(Stream<Outlook> outlooks) {
        return outlooks.reduce(NOTHING, Outlook::then);
    }

    /** This, and then what comes after it. */
    public Outlook then(Outlook next) {
        return new Outlook(
                Stream.concat(changes.stream(), next.changes.stream()).toList(),
                Stream.concat(problems.stream(), next.problems.stream()).toList());
    }

    /** Those of the changes that are asked for. */
    Outlook only(Predicate<Change> asked) {
        return new Outlook(changes.stream().filter(asked).toList(), problems);
    }

    /** The changes that change something. */
    public List<Change> writes() {
        return changes.stream()
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** Whether all is as it should be. */
    public boolean isDone() {
        return problems.isEmpty() && writes().isEmpty();
    }

    /** The changes; throws the first problem where there is one. */
    List<Change> orThrow() {
        problems.stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return changes;
    }
}
