package dev.gangway.control.decommission;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something that still uses a cluster, or that can't be known to do so or not.
 *
 * @param kind what it is
 * @param object which: a service, an object with its cluster, or what could not be asked
 * @param seen what was seen, in one sentence
 * @param todo the way out
 */
public record Finding(Kind kind, String object, String seen, String todo) {
    /** In the order in which they are best read. */
    public static final Comparator<Finding> IN_ORDER =
            Comparator.comparing(Finding::kind).thenComparing(Finding::object).thenComparing(Finding::seen);

    /** Kinds of use, in the order in which they are best worked off. */
    public enum Kind {
        /** Requests of callers without a proxy: they follow no route, and go on until they are changed themselves. */
        UNMESHED_CALLERS,
        /** Other requests to services there. */
        DESTINATION_TRAFFIC,
        /** Routes that send a share there. */
        WEIGHTS,
        /** Subsets of the cluster. */
        SUBSETS,
        /** Shifts that are under way, or would bring traffic there. */
        SHIFTS,
        /** Connections and requests through gateways there. */
        GATEWAY_TRAFFIC,
        /** Ways in from outside. */
        INGRESS;

        /** As the interfaces write it, such as {@code unmeshed-callers}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind that is written so; throws IllegalArgumentException where there is none. */
        public static Kind of(String slug) {
            return Arrays.stream(values())
                    .filter(kind -> kind.slug().equals(slug))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no kind of finding: '" + slug + "'"));
        }
    }

    /** Needs all parts. */
    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(object, "object");
        requireNonNull(seen, "seen");
        requireNonNull(todo, "todo");
    }
}
