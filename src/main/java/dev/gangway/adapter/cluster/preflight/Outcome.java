package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.preflight.Reading.Gap;
import dev.gangway.adapter.cluster.preflight.Reading.Known;
import dev.gangway.adapter.cluster.preflight.Reading.Unknown;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How something was found to be.
 *
 * @param seen in one sentence, with the object, its field and its cluster
 * @param todo the way out; empty where there is nothing to do
 */
record Outcome(Result result, String seen, String todo) {
    private static final List<Result> FROM_GOOD_TO_BAD = List.of(Result.PASS, Result.WARN, Result.UNKNOWN, Result.FAIL);
    private static final int MOST_NAMES = 5;

    static Outcome pass(String seen) {
        return new Outcome(Result.PASS, seen, "");
    }

    static Outcome warn(String seen, String todo) {
        return new Outcome(Result.WARN, seen, todo);
    }

    static Outcome fail(String seen, String todo) {
        return new Outcome(Result.FAIL, seen, todo);
    }

    static Outcome unknown(Gap gap) {
        return new Outcome(Result.UNKNOWN, gap.seen(), gap.todo());
    }

    /** What follows from an answer; that it is not known where there is none. */
    static Outcome of(Reading<Outcome> reading) {
        return reading instanceof Unknown<Outcome> unknown
                ? unknown(unknown.gap())
                : ((Known<Outcome>) reading).value();
    }

    /** The same where an answer may have nothing to say. */
    static Optional<Outcome> ofAny(Reading<Optional<Outcome>> reading) {
        return reading instanceof Unknown<Optional<Outcome>> unknown
                ? Optional.of(unknown(unknown.gap()))
                : ((Known<Optional<Outcome>>) reading).value();
    }

    /** Both: what is amiss of either, or what is well of each. */
    Outcome and(Outcome other) {
        if (isGood() != other.isGood()) {
            return isGood() ? other : this;
        }
        Result worse =
                FROM_GOOD_TO_BAD.indexOf(result) >= FROM_GOOD_TO_BAD.indexOf(other.result) ? result : other.result;
        return new Outcome(worse, joined(seen, other.seen), joined(todo, other.todo));
    }

    /** All of some; empty of none. */
    static Optional<Outcome> all(List<Outcome> outcomes) {
        return outcomes.stream().reduce(Outcome::and);
    }

    Check check(String id, String field) {
        return new Check(id, field, result, seen, todo);
    }

    /** Some names for people: not more than they would read. */
    static String names(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? "%s and %d more".formatted(shown, names.size() - MOST_NAMES) : shown;
    }

    private boolean isGood() {
        return result == Result.PASS;
    }

    private static String joined(String one, String other) {
        return Stream.of(one, other).filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining("; "));
    }
}
