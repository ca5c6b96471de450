package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a YAML scalar without quotes is. Tools differ in which words and digits they take for more than text: this reads what
 * kubectl reads, and quotes what any of them could misread.
 */
final class PlainScalar {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final Set<String> NULL = Set.of("", "~", "null");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(0[xX]|0[oO]|0[bB]|0(?=[0-7]))?([0-9a-fA-F][0-9a-fA-F_]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern LIKE_NUMBER = Pattern.compile(
            "[-+]?(\\.?[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|0[xXoObB][0-9a-fA-F_]+|[0-9]+(:[0-9]+)+(\\.[0-9]*)?)"
                    + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*");

    /** More digits than any number in an object has, and few enough to be read in no time. */
    private static final int MOST_DIGITS = 100;

    private PlainScalar() {}

    static JsonNode read(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String word = isOneCase(text) ? text.toLowerCase(Locale.ROOT) : text;
        if (NULL.contains(word)) {
            return nodes.nullNode();
        }
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return nodes.booleanNode(TRUE.contains(word));
        }
        if (text.length() <= MOST_DIGITS) {
            Matcher integer = INTEGER.matcher(text);
            if (integer.matches()) {
                JsonNode number = integer(integer);
                if (number != null) {
                    return number;
                }
            }
            if (DECIMAL.matcher(text).matches()) {
                return DecimalNode.valueOf(new BigDecimal(text));
            }
        }
        return nodes.textNode(text);
    }

    /** Whether some tool could read the text as anything else when it has no quotes. */
    static boolean needsQuotes(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return NULL.contains(word)
                || TRUE.contains(word)
                || FALSE.contains(word)
                || word.equals("=")
                || word.equals("<<")
                || LIKE_NUMBER.matcher(text).matches();
    }

    /** {@code true}, {@code True} and {@code TRUE} are words, {@code tRUE} is a text. */
    private static boolean isOneCase(String text) {
        String rest = text.isEmpty() ? text : text.substring(1);
        return rest.equals(rest.toLowerCase(Locale.ROOT)) || text.equals(text.toUpperCase(Locale.ROOT));
    }

    /** Null where the digits are not of the base. */
    private static JsonNode integer(Matcher parts) {
        String prefix = parts.group(2) == null ? "" : parts.group(2).toLowerCase(Locale.ROOT);
        int base =
                switch (prefix) {
                    case "0x" -> 16;
                    case "0b" -> 2;
                    case "0o", "0" -> 8;
                    default -> 10;
                };
        String digits = parts.group(3).replace("_", "");
        if (!digits.chars().allMatch(digit -> Character.digit(digit, base) >= 0)) {
            return null;
        }
        BigInteger number = new BigInteger(parts.group(1).equals("-") ? "-" + digits : digits, base);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (number.bitLength() < Integer.SIZE) {
            return nodes.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
    }
}
