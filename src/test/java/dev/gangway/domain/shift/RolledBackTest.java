package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Beginning again: what a higher attempt does, and where. */
class RolledBackTest {
    private static final RolledBack ROLLED_BACK = Phases.rolledBack(Optional.of(Stage.ROUTES));

    @ParameterizedTest
    @CsvSource({
        "ADVANCE,   1, RolledBack(ROUTES)",
        "ADVANCE,   2, Preparing(ROUTES)",
        "ADVANCE,   7, Preparing(ROUTES)",
        "PAUSE,     2, Preparing(ROUTES)",
        "PROMOTE,   2, Preparing(ROUTES)",
        "ROLL_BACK, 2, RolledBack(ROUTES)",
    })
    void shouldBeginAgainForAHigherAttemptThatIsNotARollback(Intent intent, int attempt, String next) {
        assertThat(Phases.name(
                        decide(ROLLED_BACK, Shifts.attempt(attempt, intent)).next()))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(names = {"DESTINATION_SUBSETS", "SUBSETS", "ROUTES"})
    void shouldBeginAgainAtTheStageThatStands(Stage stage) {
        assertThat(decide(Phases.rolledBack(Optional.of(stage)), Shifts.attempt(2, Intent.ADVANCE))
                        .next())
                .isEqualTo(new Preparing(stage));
    }

    @Test
    void shouldBeginAgainFromTheStartWhenNothingWasPutInPlace() {
        assertThat(decide(Phases.rolledBack(Optional.empty()), Shifts.attempt(2, Intent.ADVANCE))
                        .next())
                .isEqualTo(new Pending());
    }

    @Test
    void shouldSayWhichAttemptBeginsAndWhoWantsIt() {
        assertThat(decide(ROLLED_BACK, Shifts.attempt(2, Intent.ADVANCE)).reason())
                .isEqualTo(Reason.of(Reason.Cause.PERSON, "attempt 2 begun by ana"));
    }

    @Test
    void shouldPutADeletionBeforeANewAttempt() {
        Request deletion = new Request(Intent.ADVANCE, 2, Request.Origin.PERSON, "ana", "", true);

        assertThat(decide(ROLLED_BACK, deletion).next()).isEqualTo(new Released());
    }

    @Test
    void shouldFinishTheRollbackBeforeANewAttemptBegins() {
        Phase rollingBack = Phases.rollingBack(Optional.of(Stage.ROUTES));

        assertThat(Phases.name(
                        decide(rollingBack, Shifts.attempt(2, Intent.ADVANCE)).next()))
                .isEqualTo("RolledBack(ROUTES)");
    }

    @Test
    void shouldRollBackForADegradedVerdictInANewAttemptToo() {
        Observations harmed =
                Observations.quiet().request(Shifts.attempt(2, Intent.ADVANCE)).verdict(Verdict.DEGRADED);

        assertThat(Phases.name(
                        Phases.shifting(1).decide(Shifts.plan(), harmed.seen()).next()))
                .isEqualTo("RollingBack(ROUTES)");
    }

    @Test
    void shouldCountAttemptsFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shifts.attempt(0, Intent.ADVANCE))
                .withMessage("attempt 0 is below 1");
    }

    private static Decision decide(Phase phase, Request request) {
        return phase.decide(Shifts.plan(), Observations.quiet().request(request).seen());
    }
}
