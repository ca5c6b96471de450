package dev.gangway.control.gate;

import dev.gangway.domain.shift.Gate;
import java.util.concurrent.CompletionStage;

/** Calls gates. Nothing here blocks. */
public interface GateCalls {

    /** What came of a call. */
    enum Outcome {
        /** It passes: 2xx. */
        PASSED,
        /** It says no: another answer. */
        REFUSED,
        /** It has not answered, or may not be called. */
        UNANSWERED
    }

    /**
     * What came of a call.
     *
     * @param outcome what it means
     * @param words the same for people, after the gate's name; without secrets
     */
    record Answer(Outcome outcome, String words) {}

    /** Calls once, and again as often as the gate says where nothing answers; never fails, and ends within the gate's timeouts. */
    CompletionStage<Answer> call(Gate gate, GateCall call);
}
