package dev.gangway.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A PromQL selector of series: a name and label matchers with {@code =}, {@code !=}, {@code =~} or {@code !~}.
 *
 * @param matches whether a series is selected
 */
record Selector(String name, Predicate<Series> matches) {
    /** A quoted string. Possessive, as Java's regular expressions recurse for what they may have to give back. */
    static final String QUOTED = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

    /** The text of a selector, without whitespace outside quotes. */
    static final String PATTERN =
            "[a-zA-Z_:][\\w:]*+(?:\\{[^\"}]*+(?:" + QUOTED.replace("([", "(?:[") + "[^\"}]*+)*+\\})?+";

    private static final Pattern LABEL_MATCHER = Pattern.compile("([a-zA-Z_]\\w*)(=~|!~|!=|=)" + QUOTED + "(?:,|$)");

    /** Reads a selector; throws IllegalArgumentException with what is wrong. */
    static Selector parse(String text) {
        int brace = text.indexOf('{');
        String name = brace < 0 ? text : text.substring(0, brace);
        String inside = brace < 0 ? "" : text.substring(brace + 1, text.length() - 1);
        List<Predicate<Series>> all = new ArrayList<>();
        all.add(series -> series.name().equals(name));
        Matcher matcher = LABEL_MATCHER.matcher(inside);
        int end = 0;
        while (matcher.lookingAt()) {
            all.add(condition(matcher.group(1), matcher.group(2), unescape(matcher.group(3))));
            end = matcher.end();
            matcher.region(end, inside.length());
        }
        if (end != inside.length()) {
            throw new IllegalArgumentException("could not parse label matchers at: " + inside.substring(end));
        }
        return new Selector(name, all.stream().reduce(Predicate::and).orElseThrow());
    }

    private static Predicate<Series> condition(String label, String operator, String value) {
        return switch (operator) {
            case "=" -> series -> series.label(label).equals(value);
            case "!=" -> series -> !series.label(label).equals(value);
            case "=~" -> regex(label, value);
            default -> regex(label, value).negate();
        };
    }

    private static Predicate<Series> regex(String label, String value) {
        try {
            Predicate<String> whole = Pattern.compile(value).asMatchPredicate();
            return series -> whole.test(series.label(label));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("regular expression " + value + ": " + e.getDescription(), e);
        }
    }

    private static String unescape(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }
}
