package dev.gangway.control.alert;

import static dev.gangway.control.alert.Alerts.NOW;
import static dev.gangway.control.alert.Alerts.START;
import static dev.gangway.control.alert.Alerts.fires;
import static dev.gangway.control.alert.Alerts.isOver;
import static dev.gangway.control.alert.Alerts.shift;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.shift.TakenAlert;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertReactionTest {
    private static final String WARNING = "alertname=HighLatency severity=warning";
    private static final String CRITICAL = "alertname=HighErrorRate severity=critical";

    @ParameterizedTest
    @CsvSource({
        "critical, ADVANCE,   ROLL_BACK, ROLL_BACK",
        "critical, PAUSE,     ROLL_BACK, ROLL_BACK",
        "critical, PROMOTE,   ROLL_BACK, ROLL_BACK",
        "critical, ROLL_BACK, RECORDED,  ROLL_BACK",
        "warning,  ADVANCE,   PAUSE,     PAUSE",
        "warning,  PAUSE,     RECORDED,  PAUSE",
        "warning,  PROMOTE,   PAUSE,     PAUSE",
        "warning,  ROLL_BACK, RECORDED,  ROLL_BACK",
        "info,     ADVANCE,   IGNORED,   ADVANCE",
        "none,     PROMOTE,   IGNORED,   PROMOTE",
    })
    void shouldAskForWhatIsNotWantedAlready(String severity, Intent standing, AlertOutcome outcome, Intent then) {
        ShiftRecord before = shift(Shifts.wants(standing));

        AlertReaction reaction = react(fires("f1", "alertname=A severity=" + severity), before);

        assertThat(reaction.outcome()).isEqualTo(outcome);
        assertThat(reaction.shift().request().intent()).isEqualTo(then);
        assertThat(reaction.shift().alerts().alerts()).hasSize(outcome == AlertOutcome.IGNORED ? 0 : 1);
    }

    @Test
    void shouldSayWhoAsksAndWhyAndRememberTheAlertWithItsLinks() {
        ShiftRecord after = react(fires("f1", CRITICAL), advancing()).shift();

        assertThat(after.request())
                .isEqualTo(new Request(
                        Intent.ROLL_BACK, 1, Origin.ALERT, "alert HighErrorRate (f1)", "severity critical", false));
        assertThat(after.alerts().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.name()).isEqualTo("HighErrorRate");
            assertThat(alert.fingerprint()).isEqualTo("f1");
            assertThat(alert.startsAt()).isEqualTo(START);
            assertThat(alert.takenAt()).isEqualTo(NOW);
            assertThat(alert.wanted()).isEqualTo(TakenAlert.Wanted.ROLL_BACK);
            assertThat(alert.resolvedAt()).isEmpty();
            assertThat(alert.source().orElseThrow()).hasToString("http://prometheus/graph");
            assertThat(alert.alertmanager().orElseThrow()).hasToString("http://alertmanager");
        });
    }

    @Test
    void shouldDoNothingWhenItIsTold() {
        ShiftRecord paused = react(fires("f1", WARNING), advancing()).shift();
        ShiftRecord resumed = paused.with(Shifts.wants(Intent.ADVANCE), paused.alerts());

        AlertReaction again = react(fires("f1", WARNING), resumed);

        assertThat(again).isEqualTo(new AlertReaction(AlertOutcome.KNOWN, resumed, "it was told before"));
    }

    @Test
    void shouldResumeWhatItHasPausedItself() {
        AlertReaction over = react(
                isOver("f1", WARNING), react(fires("f1", WARNING), advancing()).shift());

        assertThat(over.outcome()).isEqualTo(AlertOutcome.RESUME);
        assertThat(over.shift().request())
                .isEqualTo(new Request(Intent.ADVANCE, 1, Origin.ALERT, "alert HighLatency (f1)", "resolved", false));
        assertThat(over.shift().alerts().alerts().get(0).resolvedAt()).contains(NOW);
    }

    @Test
    void shouldResumeOnlyWhenAllThatHaveHeldItAreOver() {
        ShiftRecord both = told(advancing(), fires("f1", WARNING), fires("f2", WARNING));
        assertThat(both.request().by()).isEqualTo("alert HighLatency (f1)");

        AlertReaction first = react(isOver("f1", WARNING), both);
        assertThat(first.outcome()).isEqualTo(AlertOutcome.RECORDED);
        assertThat(first.words()).isEqualTo("other alerts hold it still");
        assertThat(first.shift().request().intent()).isEqualTo(Intent.PAUSE);

        assertThat(react(isOver("f2", WARNING), first.shift()).outcome()).isEqualTo(AlertOutcome.RESUME);
    }

    @Test
    void shouldNotBeHeldByWhatAPersonHasResumedIt() {
        ShiftRecord paused = told(advancing(), fires("f1", WARNING));
        ShiftRecord resumed = paused.with(Shifts.wants(Intent.ADVANCE), paused.alerts());

        ShiftRecord again = told(resumed, fires("f2", WARNING));
        assertThat(again.request().intent()).isEqualTo(Intent.PAUSE);

        assertThat(react(isOver("f2", WARNING), again).outcome())
                .as("the first one fires still")
                .isEqualTo(AlertOutcome.RESUME);
    }

    @ParameterizedTest
    @EnumSource(value = Origin.class, names = "ALERT", mode = EnumSource.Mode.EXCLUDE)
    void shouldLeaveAPauseToWhoHasPaused(Origin origin) {
        ShiftRecord paused = shift(new Request(Intent.PAUSE, 1, origin, "ana", "", false));

        AlertReaction fires = react(fires("f1", WARNING), paused);
        assertThat(fires.words()).isEqualTo("it is paused already by ana, who resumes it");

        AlertReaction over = react(isOver("f1", WARNING), fires.shift());
        assertThat(over.outcome()).isEqualTo(AlertOutcome.RECORDED);
        assertThat(over.shift().request()).isEqualTo(paused.request());
    }

    @Test
    void shouldLeaveItToAPersonWhenMoreAlertsHeldItThanAreRemembered() {
        ShiftRecord held = advancing();
        for (int more = 0; more <= AlertBook.MOST; more++) {
            held = told(held, fires("f" + more, WARNING));
        }
        for (int more = 1; more <= AlertBook.MOST; more++) {
            held = told(held, isOver("f" + more, WARNING));
        }

        assertThat(held.alerts().holds()).isFalse();
        assertThat(held.request().intent()).as("the first one may fire still").isEqualTo(Intent.PAUSE);
    }

    @Test
    void shouldResumeWhatItHasPausedWhereItIsNotRememberedAnyMore() {
        ShiftRecord paused = shift(new Request(Intent.PAUSE, 1, Origin.ALERT, "alert HighLatency (f1)", "", false));

        assertThat(react(isOver("f1", WARNING), paused).outcome()).isEqualTo(AlertOutcome.RESUME);
        assertThat(react(isOver("f2", WARNING), paused).outcome()).isEqualTo(AlertOutcome.IGNORED);
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void shouldNeverOverwriteARollback(Origin origin) {
        for (String labels : List.of(WARNING, CRITICAL, "severity=info")) {
            ShiftRecord shift = shift(new Request(Intent.ROLL_BACK, 1, origin, "alert HighLatency (f1)", "", false));

            assertThat(react(fires("f1", labels), shift).shift().request()).isEqualTo(shift.request());
            assertThat(react(isOver("f1", labels), shift).shift().request()).isEqualTo(shift.request());
        }
    }

    @Test
    void shouldLeaveAShiftThatHasEndedAlone() {
        ShiftRecord succeeded = shift(Shifts.wants(Intent.ADVANCE), new Succeeded());

        AlertReaction reaction = react(fires("f1", CRITICAL), succeeded);

        assertThat(reaction)
                .isEqualTo(new AlertReaction(AlertOutcome.ENDED, succeeded, "the shift is Succeeded and left alone"));
    }

    @Test
    void shouldLeaveAShiftThatIsBeingDeletedAlone() {
        ShiftRecord deleted = shift(new Request(Intent.ADVANCE, 1, Origin.PERSON, "ana", "", true));

        assertThat(react(fires("f1", CRITICAL), deleted).outcome()).isEqualTo(AlertOutcome.ENDED);
    }

    @Test
    void shouldRememberThatAnAlertIsOverWhenTheShiftHasEnded() {
        ShiftRecord before = told(advancing(), fires("f1", CRITICAL));
        ShiftRecord rolledBack =
                shift(before.request(), Phases.rolledBack(Optional.empty())).with(before.request(), before.alerts());

        AlertReaction over = react(isOver("f1", CRITICAL), rolledBack);

        assertThat(over.outcome()).isEqualTo(AlertOutcome.RECORDED);
        assertThat(over.shift().alerts().alerts().get(0).resolvedAt()).contains(NOW);
        assertThat(over.shift().request()).isEqualTo(before.request());
    }

    private static ShiftRecord advancing() {
        return shift(Shifts.wants(Intent.ADVANCE));
    }

    private static ShiftRecord told(ShiftRecord shift, Alert... alerts) {
        ShiftRecord after = shift;
        for (Alert alert : alerts) {
            after = react(alert, after).shift();
        }
        return after;
    }

    private static AlertReaction react(Alert alert, ShiftRecord shift) {
        return AlertReaction.of(alert, shift, AlertRules.DEFAULT, NOW);
    }
}
