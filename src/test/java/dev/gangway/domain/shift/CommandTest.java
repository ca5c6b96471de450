package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Request.Intent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {

    @ParameterizedTest
    @CsvSource({
        // phase,      pause, resume, promote, roll back, retry
        "PENDING,      true,  true,   true,    true,      false",
        "OBSERVING,    false, false,  false,   false,     false",
        "PREPARING,    true,  true,   true,    true,      false",
        "SHIFTING,     true,  true,   true,    true,      false",
        "PAUSED,       true,  true,   true,    true,      false",
        "BAKING,       true,  true,   true,    true,      false",
        "ROLLING_BACK, false, false,  false,   true,      false",
        "ROLLED_BACK,  false, false,  false,   true,      true",
        "SUCCEEDED,    false, false,  false,   true,      false",
        "RESTORING,    false, false,  false,   false,     false",
        "RELEASED,     false, false,  false,   false,     false",
    })
    void shouldBePossibleOnlyWhereItMakesSense(
            Kind phase, boolean pause, boolean resume, boolean promote, boolean rollBack, boolean retry) {
        assertThat(Command.PAUSE.isPossibleIn(phase)).isEqualTo(pause);
        assertThat(Command.RESUME.isPossibleIn(phase)).isEqualTo(resume);
        assertThat(Command.PROMOTE.isPossibleIn(phase)).isEqualTo(promote);
        assertThat(Command.ROLL_BACK.isPossibleIn(phase)).isEqualTo(rollBack);
        assertThat(Command.RETRY.isPossibleIn(phase)).isEqualTo(retry);
    }

    @ParameterizedTest
    @CsvSource({"PAUSE, PAUSE", "RESUME, ADVANCE", "PROMOTE, PROMOTE", "ROLL_BACK, ROLL_BACK", "RETRY, ADVANCE"})
    void shouldSetTheIntentThatItStandsFor(Command command, Intent intent) {
        assertThat(command.intent()).isEqualTo(intent);
    }

    @Test
    void shouldJudgeWhereTheDestinationCanHaveTraffic() {
        assertThat(kinds(Kind::isJudged))
                .containsExactly(Kind.OBSERVING, Kind.PREVIEWING, Kind.SHIFTING, Kind.PAUSED, Kind.BAKING);
    }

    @Test
    void shouldBeUnderWayUntilItHasSucceededOrGoesBack() {
        assertThat(kinds(Kind::isUnderWay))
                .containsExactly(
                        Kind.PENDING, Kind.PREPARING, Kind.PREVIEWING, Kind.SHIFTING, Kind.PAUSED, Kind.BAKING);
    }

    @Test
    void shouldRestWhereNothingHappensUnlessSomebodyWantsIt() {
        assertThat(kinds(Kind::isTerminal)).containsExactly(Kind.ROLLED_BACK, Kind.SUCCEEDED, Kind.RELEASED);
    }

    private static EnumSet<Kind> kinds(Predicate<Kind> such) {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(Kind.values()).filter(such).forEach(kinds::add);
        return kinds;
    }
}
