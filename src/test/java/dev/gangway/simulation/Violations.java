package dev.gangway.simulation;

import java.util.Optional;
import java.util.regex.Matcher;

/** The first invariant that did not hold. An exception would be taken for a turn's failure, and the loop would go on. */
public final class Violations {
    private Optional<String> first = Optional.empty();

    /** Each {} in the sentence stands for one of the values. */
    public void require(int invariant, boolean holds, String sentence, Object... values) {
        if (holds || first.isPresent()) {
            return;
        }
        String told = sentence;
        for (Object value : values) {
            told = told.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(value)));
        }
        first = Optional.of("invariant " + invariant + ": " + told);
    }

    /** What did not hold, with the number of the invariant; empty = all held. */
    public Optional<String> first() {
        return first;
    }
}
