package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label selector as Kubernetes has it: {@code team=shop,tier!=test,env in (a, b),region notin (c),x,!y}, all of which must
 * hold. Kubernetes reads {@code !=} and {@code notin} as true of an object that has no such label.
 */
record LabelSelector(List<Requirement> requirements) {
    private static final int LONGEST = 1024;
    private static final String NAME = "[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?";
    private static final String KEY = "(?:[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?/)?" + NAME;
    private static final String VALUE = "(?:" + NAME + ")?";
    private static final Pattern EXISTS = Pattern.compile("(?<not>!?)\\s*(?<key>" + KEY + ")");
    private static final Pattern EQUALS =
            Pattern.compile("(?<key>" + KEY + ")\\s*(?<operator>==?|!=)\\s*(?<value>" + VALUE + ")");
    private static final Pattern IN =
            Pattern.compile("(?<key>" + KEY + ")\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)");
    private static final Pattern COMMAS_OUTSIDE_OF_BRACKETS = Pattern.compile(",(?![^()]*\\))");

    /** What one part asks for. Empty values: that the label is there, whatever it is. */
    record Requirement(String key, boolean wanted, Optional<Set<String>> values) {
        boolean holds(Map<String, String> labels) {
            String label = labels.get(key);
            return wanted
                    == (label != null && values.map(set -> set.contains(label)).orElse(true));
        }
    }

    LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** Null or blank selects everything. Throws RefusedException for what is no selector. */
    static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            if (text.length() > LONGEST) {
                throw refused("labelSelector has %d characters: at most %d".formatted(text.length(), LONGEST));
            }
            for (String part : COMMAS_OUTSIDE_OF_BRACKETS.split(text, -1)) {
                requirements.add(requirement(part.strip()));
            }
        }
        return new LabelSelector(requirements);
    }

    boolean selects(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static Requirement requirement(String part) {
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            return new Requirement(
                    equals.group("key"),
                    !equals.group("operator").equals("!="),
                    Optional.of(Set.of(equals.group("value"))));
        }
        Matcher in = IN.matcher(part);
        if (in.matches()) {
            Set<String> values = Stream.of(in.group("values").split(",", -1))
                    .map(String::strip)
                    .collect(Collectors.toSet());
            if (values.stream().allMatch(value -> value.matches(VALUE))) {
                return new Requirement(in.group("key"), in.group("operator").equals("in"), Optional.of(values));
            }
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            return new Requirement(exists.group("key"), exists.group("not").isEmpty(), Optional.empty());
        }
        throw refused(("'%s' is no part of a label selector: give key, !key, key=value, key!=value, key in (a, b)"
                        + " or key notin (a, b), with commas between them")
                .formatted(part));
    }

    private static RefusedException refused(String words) {
        return new RefusedException(RefusedException.Kind.INVALID, "labelSelector", words);
    }
}
