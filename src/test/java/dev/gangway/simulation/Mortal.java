package dev.gangway.simulation;

/** A process that can be killed between any two calls to the outside. Once dead it gets nothing done any more. */
final class Mortal {
    private int callsLeft = Integer.MAX_VALUE;

    /** It dies at the n-th call from now. */
    void killAfter(int calls) {
        callsLeft = calls;
    }

    /** One call to the outside. */
    void call() {
        if (callsLeft != Integer.MAX_VALUE && --callsLeft < 0) {
            throw new CrashException();
        }
    }

    boolean isDead() {
        return callsLeft < 0;
    }

    void revive() {
        callsLeft = Integer.MAX_VALUE;
    }
}
