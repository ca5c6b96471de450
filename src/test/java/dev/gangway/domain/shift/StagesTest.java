package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Make before break, and the way down: the order of the stages, and that none is skipped. */
class StagesTest {
    private static final Observation STANDS = Observations.quiet().seen();

    @Test
    void shouldPutSubsetsInPlaceAtTheDestinationThenEverywhereAndRoutesLast() {
        assertThat(walk(new Preparing(Stage.DESTINATION_SUBSETS), STANDS))
                .containsExactly(
                        "Preparing(DESTINATION_SUBSETS)", "Preparing(SUBSETS)", "Preparing(ROUTES)", "Shifting(0)");
    }

    @Test
    void shouldRemoveRoutesFirstAndTheSubsetsOfTheDestinationLast() {
        Observation deleted = Observations.quiet()
                .request(Shifts.deleted(Request.Intent.ADVANCE))
                .seen();

        assertThat(walk(new Restoring(Stage.ROUTES_REMOVED), deleted))
                .containsExactly(
                        "Restoring(ROUTES_REMOVED)",
                        "Restoring(CLIENT_SUBSETS_REMOVED)",
                        "Restoring(REMOVED)",
                        "Released");
    }

    @Test
    void shouldReleaseAsSoonAsNothingStands() {
        Observation justNow = Observations.quiet().standingFor(Duration.ZERO).seen();

        assertThat(new Restoring(Stage.REMOVED)
                        .decide(Shifts.plan(OnDelete.RESTORE), justNow)
                        .next())
                .isEqualTo(new Released());
    }

    @ParameterizedTest
    @EnumSource(names = {"DESTINATION_SUBSETS", "SUBSETS", "ROUTES"})
    void shouldPrepareAtTheBaseline(Stage stage) {
        assertThat(new Preparing(stage).target(Shifts.plan()))
                .contains(new RouteTarget(stage, Shifts.plan().baseline()));
    }

    @ParameterizedTest
    @EnumSource(names = {"ROUTES_REMOVED", "CLIENT_SUBSETS_REMOVED", "REMOVED"})
    void shouldNotPrepareByRemoving(Stage stage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preparing(stage))
                .withMessage(stage + " is not a stage of preparing");
    }

    @ParameterizedTest
    @EnumSource(names = {"DESTINATION_SUBSETS", "SUBSETS", "ROUTES"})
    void shouldNotRestoreByPuttingInPlace(Stage stage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Restoring(stage))
                .withMessage(stage + " is not a stage of restoring");
    }

    /** The phases from one on until the next is of another kind. */
    private static List<String> walk(Phase first, Observation seen) {
        List<String> names = new ArrayList<>();
        Phase phase = first;
        for (int i = 0; i < 10 && phase.kind() == first.kind(); i++) {
            names.add(Phases.name(phase));
            phase = phase.decide(Shifts.plan(OnDelete.RESTORE), seen).next();
        }
        names.add(Phases.name(phase));
        return names;
    }
}
