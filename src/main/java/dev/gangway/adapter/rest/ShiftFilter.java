package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Phase;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which shifts are wanted.
 *
 * @param namespace theirs; empty = any
 * @param phases one of which they are in; empty = any
 * @param cluster their source or destination; empty = any
 * @param labels what their labels must be like
 */
record ShiftFilter(Optional<String> namespace, Set<String> phases, Optional<String> cluster, LabelSelector labels) {
    private static final Set<String> PHASES =
            Arrays.stream(Phase.Kind.values()).map(Phase.Kind::title).collect(Collectors.toCollection(TreeSet::new));
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    /** Throws RefusedException that names what can't be read. */
    static ShiftFilter of(String namespace, String phases, String cluster, String labelSelector) {
        return new ShiftFilter(
                label("namespace", namespace),
                given(phases).map(ShiftFilter::phases).orElse(Set.of()),
                label("cluster", cluster),
                LabelSelector.parse(labelSelector));
    }

    boolean wants(ShiftRecord shift, Map<String, String> itsLabels) {
        return namespace.map(shift.id().namespace()::equals).orElse(true)
                && (phases.isEmpty()
                        || phases.contains(shift.state().phase().kind().title()))
                && cluster.map(name -> name.equals(shift.plan().source().value())
                                || name.equals(shift.plan().destination().value()))
                        .orElse(true)
                && labels.selects(itsLabels);
    }

    private static Set<String> phases(String text) {
        Set<String> wanted =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!PHASES.containsAll(wanted)) {
            throw new RefusedException(
                    Kind.INVALID, "phase", "phase must be some of %s, with commas between them".formatted(PHASES));
        }
        return wanted;
    }

    private static Optional<String> label(String field, String text) {
        Optional<String> given = given(text);
        if (given.isPresent() && !given.get().matches(LABEL)) {
            throw new RefusedException(
                    Kind.INVALID,
                    field,
                    "%s must be a DNS label: lower case letters, digits and '-', at most 63 characters"
                            .formatted(field));
        }
        return given;
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }
}
