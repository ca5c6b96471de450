package dev.gangway.crash;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Phase;
import dev.gangway.sim.Regression;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one shift lives through, and how an uninterrupted run of it ends.
 *
 * @param name for people
 * @param service which is moved; its shift has its name
 * @param spec more of the shift's specification
 * @param regression what is wrong with the destination
 * @param acts what people do meanwhile, one after the other
 * @param ends the phase in which it comes to rest; RELEASED where it is deleted under way
 */
record Story(
        String name, String service, Map<String, Object> spec, Regression regression, List<Act> acts, Phase.Kind ends) {

    /** Something that a person does, once it is time. */
    record Act(Predicate<ShiftRecord> when, Deed deed) {}

    /** What a person does. */
    enum Deed {
        PAUSE,
        RESUME,
        PROMOTE,
        ROLL_BACK,
        RETRY_HEALED,
        DELETE
    }

    private static final Regression ERRORS = new Regression(0.2, 1, 10);
    private static final Regression SLOW = new Regression(0, 4, 0);
    private static final Map<String, Object> RESTORE = Map.of("onDelete", "Restore");
    private static final Map<String, Object> KEEP = Map.of("onDelete", "Keep");

    /** The verdict alone decides. */
    static final List<Story> LEFT_ALONE = List.of(
            healthy("healthy, then restored", "checkout", RESTORE),
            new Story("errors from 10 %", "payments", RESTORE, ERRORS, List.of(), Phase.Kind.ROLLED_BACK),
            new Story("slow", "search", KEEP, SLOW, List.of(), Phase.Kind.ROLLED_BACK),
            healthy("adopted routes, then restored", "gateway", RESTORE));

    /** People interfere. */
    static final List<Story> INTERFERED_WITH = List.of(
            acted(
                    "paused and resumed",
                    "checkout",
                    RESTORE,
                    Phase.Kind.SUCCEEDED,
                    at(50, Deed.PAUSE),
                    paused(Deed.RESUME)),
            acted("paused, and stays so", "payments", RESTORE, Phase.Kind.PAUSED, at(100, Deed.PAUSE)),
            acted("promoted, then kept", "search", KEEP, Phase.Kind.SUCCEEDED, at(50, Deed.PROMOTE)),
            acted(
                    "adopted, rolled back by a person",
                    "gateway",
                    RESTORE,
                    Phase.Kind.ROLLED_BACK,
                    at(250, Deed.ROLL_BACK)));

    /** Shifts end early, or begin again. */
    static final List<Story> CUT_SHORT = List.of(
            acted("deleted under way, restored", "checkout", RESTORE, Phase.Kind.RELEASED, at(50, Deed.DELETE)),
            new Story(
                    "errors, healed and retried",
                    "payments",
                    RESTORE,
                    ERRORS,
                    List.of(in(Phase.Kind.ROLLED_BACK, Deed.RETRY_HEALED)),
                    Phase.Kind.SUCCEEDED),
            acted(
                    "paused, deleted, kept",
                    "search",
                    KEEP,
                    Phase.Kind.RELEASED,
                    at(100, Deed.PAUSE),
                    paused(Deed.DELETE)),
            acted(
                    "adopted, deleted under way, restored",
                    "gateway",
                    RESTORE,
                    Phase.Kind.RELEASED,
                    at(50, Deed.DELETE)));

    /** The destination is previewed, or the baseline is all that there is. */
    static final List<Story> PREVIEWED = List.of(
            healthy(
                    "mirrored first",
                    "checkout",
                    Map.of("onDelete", "Restore", "mirrorFirst", Map.of("percent", 10, "lastsSeconds", 60))),
            acted(
                    "deleted while it prepares",
                    "payments",
                    RESTORE,
                    Phase.Kind.RELEASED,
                    in(Phase.Kind.PREPARING, Deed.DELETE)),
            acted(
                    "rolled back after it has succeeded",
                    "search",
                    RESTORE,
                    Phase.Kind.ROLLED_BACK,
                    in(Phase.Kind.SUCCEEDED, Deed.ROLL_BACK)),
            healthy("adopted routes, then kept", "gateway", KEEP));

    boolean isRestored() {
        return "Restore".equals(spec.get("onDelete"));
    }

    private static Story healthy(String name, String service, Map<String, Object> spec) {
        return acted(name, service, spec, Phase.Kind.SUCCEEDED);
    }

    private static Story acted(String name, String service, Map<String, Object> spec, Phase.Kind ends, Act... acts) {
        return new Story(name, service, spec, Regression.NONE, List.of(acts), ends);
    }

    /** When the destination is to have so many per mille. */
    private static Act at(int permille, Deed deed) {
        return new Act(
                shift -> Trail.permille(shift) >= permille
                        && shift.state().phase().kind() == Phase.Kind.SHIFTING,
                deed);
    }

    private static Act paused(Deed deed) {
        return in(Phase.Kind.PAUSED, deed);
    }

    private static Act in(Phase.Kind kind, Deed deed) {
        return new Act(shift -> shift.state().phase().kind() == kind, deed);
    }
}
