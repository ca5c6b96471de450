package dev.gangway.adapter.crd;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a shift says itself, which goes before what its policy says, which goes before the defaults.
 *
 * @param prefix of the fields' names, as people write them
 * @param policyName for people
 */
record Settings<S>(String prefix, S own, S policy, String policyName) {

    /**
     * The result with one field set, or as it was where neither says it. Fields are set one by one, so that what the domain
     * refuses can be told by the name that people know.
     *
     * <p>Throws InvalidSettingException.
     */
    <V, R> R set(R before, String field, Function<S, V> said, BiFunction<R, V, R> change) {
        V mine = said.apply(own);
        V value = mine == null ? said.apply(policy) : mine;
        if (value == null) {
            return before;
        }
        try {
            requireNoGaps(value);
            return change.apply(before, value);
        } catch (IllegalArgumentException e) {
            String name = prefix + field;
            throw mine == null
                    ? new InvalidSettingException(
                            "policy", "%s of ShiftPolicy '%s': %s".formatted(name, policyName, e.getMessage()), e)
                    : new InvalidSettingException(name, words(name, e.getMessage()), e);
        }
    }

    /** An empty line of a YAML list is a null in it. */
    private static void requireNoGaps(Object value) {
        if (value instanceof List<?> list && Stream.of(list.toArray()).anyMatch(element -> element == null)) {
            throw new IllegalArgumentException("there is an empty entry in the list: give it a value, or take it out");
        }
    }

    private static String words(String name, String message) {
        return message.startsWith(name) ? message : name + ": " + message;
    }
}
