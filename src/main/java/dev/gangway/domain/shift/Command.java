package dev.gangway.domain.shift;

/** What a person or an alert can ask of a shift that exists, and in which phases it makes sense. */
public enum Command {
    /** Stand still at the present weight. */
    PAUSE(Request.Intent.PAUSE),
    /** Go on. */
    RESUME(Request.Intent.ADVANCE),
    /** Go to all traffic without waiting for evidence. */
    PROMOTE(Request.Intent.PROMOTE),
    /** Take all traffic back to the source. */
    ROLL_BACK(Request.Intent.ROLL_BACK),
    /** Begin again after a rollback. */
    RETRY(Request.Intent.ADVANCE);

    private final Request.Intent intent;

    Command(Request.Intent intent) {
        this.intent = intent;
    }

    /** What the shift's request says after this. */
    public Request.Intent intent() {
        return intent;
    }

    /** Whether this makes sense in such a phase; asking again for what holds already does. */
    public boolean isPossibleIn(Phase.Kind phase) {
        return switch (this) {
            case PAUSE, RESUME, PROMOTE -> phase.isUnderWay();
            case ROLL_BACK ->
                phase != Phase.Kind.OBSERVING && phase != Phase.Kind.RESTORING && phase != Phase.Kind.RELEASED;
            case RETRY -> phase == Phase.Kind.ROLLED_BACK;
        };
    }
}
