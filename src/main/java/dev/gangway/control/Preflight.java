package dev.gangway.control;

import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.ShiftPlan;
import java.util.List;

/** Looks for what would make a shift fail, before it begins. */
public interface Preflight {

    /** All checks. May call clusters, each call within a bounded time; never fails, as what can't be known is a result too. */
    List<Check> check(ShiftPlan plan);

    /**
     * One check.
     *
     * @param id stable and for programs
     * @param field of the shift's specification that it is about
     * @param result how it came out
     * @param seen what was seen, in one sentence
     * @param todo the way out; empty where there is nothing to do
     */
    record Check(String id, String field, Result result, String seen, String todo) {

        /** As it should be. */
        public static Check pass(String id, String field, String seen) {
            return new Check(id, field, Result.PASS, seen, "");
        }

        /** Whether the shift can't begin so: whatever can't work, is not known, or is a warning that nobody has accepted. */
        public boolean isObstacle(Precautions precautions) {
            return switch (result) {
                case PASS -> false;
                case WARN -> !precautions.acknowledged().contains(id);
                case FAIL, UNKNOWN -> true;
            };
        }

        /** Seen and the way out as one text. */
        public String words() {
            return todo.isEmpty() ? seen : seen + ": " + todo;
        }

        /** The same for whoever has to act on it: a warning can be accepted. */
        public String demand() {
            return result == Result.WARN ? "%s; or accept it with acknowledge: [%s]".formatted(words(), id) : words();
        }
    }

    /** How a check came out. */
    enum Result {
        /** As it should be. */
        PASS,
        /** It can work, and whoever starts the shift must say that they know this. */
        WARN,
        /** It can't work so. */
        FAIL,
        /** It can't be known at present. */
        UNKNOWN
    }
}
