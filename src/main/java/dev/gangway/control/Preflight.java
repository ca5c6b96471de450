package dev.gangway.control;

import dev.gangway.domain.shift.ShiftPlan;
import java.util.List;

/** Looks for what would make a shift fail, before it begins. */
public interface Preflight {

    /** All checks, from what is known already. */
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
        /** Whether the shift can't begin so. */
        public boolean isObstacle() {
            return result == Result.FAIL || result == Result.UNKNOWN;
        }

        /** Seen and the way out as one text. */
        public String words() {
            return todo.isEmpty() ? seen : seen + ": " + todo;
        }
    }

    /** How a check came out. */
    enum Result {
        /** As it should be. */
        PASS,
        /** It can work, and whoever starts the shift should know this. It holds nothing up. */
        WARN,
        /** It can't work so. */
        FAIL,
        /** It can't be known at present. */
        UNKNOWN
    }
}
