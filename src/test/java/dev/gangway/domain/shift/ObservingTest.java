package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan.Mode;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A shift that moves nothing, and says what it would do. */
class ObservingTest {
    private static final ShiftPlan OBSERVE = Shifts.plan(OnDelete.RESTORE, Mode.OBSERVE);
    private static final Weight TENTH = new Weight(100);

    @ParameterizedTest
    @CsvSource({
        "HEALTHY,      100, would go on to 10 %: the verdict is healthy",
        "HEALTHY,         , would go on: the verdict is healthy",
        "INCONCLUSIVE, 100, would go to 10 %: the verdict is inconclusive",
        "INCONCLUSIVE,    , would wait: the verdict is inconclusive",
        "DEGRADED,        , would roll back: the verdict is degraded",
    })
    void shouldSayWhatItWouldDoAndWhy(Verdict verdict, Integer advised, String words) {
        Observations quiet = Observations.quiet();
        Observation seen =
                (advised == null ? quiet.verdict(verdict) : quiet.advising(verdict, new Weight(advised))).seen();

        Decision decision = new Observing().decide(OBSERVE, seen);

        assertThat(decision.next()).isEqualTo(new Observing());
        assertThat(decision.reason().text()).isEqualTo(words);
        assertThat(decision.reason().cause()).isEqualTo(Cause.VERDICT);
    }

    @Test
    void shouldSayWhatItWaitsForWhereNoMetricsWereRead() {
        assertThat(new Observing().decide(OBSERVE, Observations.quiet().seen()).reason())
                .isEqualTo(Reason.of(Cause.TIME, "observing; waiting for the next reading of the metrics"));
    }

    @Test
    void shouldBeginToObserveWhenPreflightHasPassed() {
        Decision decision = new Pending().decide(OBSERVE, Observations.quiet().seen());

        assertThat(decision.next()).isEqualTo(new Observing());
        assertThat(decision.reason().text()).isEqualTo("preflight passed; observing");
    }

    @Test
    void shouldBeginTheShiftFromTheStartWhenItIsToMoveTrafficAfterAll() {
        Decision decision =
                new Observing().decide(Shifts.plan(), Observations.quiet().seen());

        assertThat(decision.next()).isEqualTo(new Pending());
        assertThat(decision.reason().text()).isEqualTo("no longer only observing");
    }

    @Test
    void shouldHaveNothingToRestoreWhenItIsDeleted() {
        Observation deleted =
                Observations.quiet().request(Shifts.deleted(Intent.ADVANCE)).seen();

        assertThat(new Observing().decide(OBSERVE, deleted))
                .isEqualTo(Decision.go(new Released(), Reason.of(Cause.PERSON, "deleted; nothing was moved by ana")));
    }

    @ParameterizedTest
    @EnumSource(names = {"ADVANCE", "PROMOTE", "PAUSE"})
    void shouldStandStillWhenAShiftThatHasBegunIsToObserve(Intent intent) {
        Observation healthy = Observations.quiet()
                .wanting(intent)
                .advising(Verdict.HEALTHY, TENTH)
                .seen();

        Phase stopped = Phases.shifting(1).decide(OBSERVE, healthy).next();

        assertThat(Phases.name(stopped)).isEqualTo("Paused(Shifting(1))");
        assertThat(stopped.decide(OBSERVE, healthy).next()).isEqualTo(stopped);
    }

    @Test
    void shouldGoOnWhereItStoodWhenItIsToMoveTrafficAgain() {
        Phase stopped =
                Phases.shifting(1).decide(OBSERVE, Observations.quiet().seen()).next();

        assertThat(stopped.decide(Shifts.plan(), Observations.quiet().seen()).next())
                .isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldStillTakeTrafficBackFromADegradedDestinationThatItBeganToShift() {
        Phase stopped =
                Phases.shifting(1).decide(OBSERVE, Observations.quiet().seen()).next();

        assertThat(stopped.decide(
                                OBSERVE,
                                Observations.quiet().verdict(Verdict.DEGRADED).seen())
                        .next()
                        .target(OBSERVE))
                .isEqualTo(Phases.shifting(0).target(OBSERVE));
    }

    @Test
    void shouldAskForNoRoutes() {
        assertThat(new Observing().target(OBSERVE)).isEqualTo(Optional.empty());
    }
}
