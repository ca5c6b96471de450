package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.fake.InMemoryShifts.Fault;
import dev.gangway.fake.RecordingAnnouncer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever takes a shift back is told of, with its cause. */
class AnnouncedRollbacksTest {
    private final LoopBench bench = new LoopBench();

    static List<Phase> phasesThatCanGoBack() {
        return Phases.all().stream()
                .filter(phase -> phase.kind().isUnderWay() || phase instanceof Succeeded)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("phasesThatCanGoBack")
    void shouldTellOfARollbackThatAPersonWantsFromEveryPhase(Phase phase) {
        bench.standingIn(phase).wants(Intent.ROLL_BACK).tick();

        assertRollbackIsTold(Cause.PERSON, phase.kind());
    }

    @ParameterizedTest
    @MethodSource("phasesThatCanGoBack")
    void shouldTellOfARollbackThatAnAlertWantsFromEveryPhase(Phase phase) {
        bench.standingIn(phase);
        ShiftRecord unused = bench.shifts.request(ID, shift -> Shifts.alert(Intent.ROLL_BACK, "severity critical"));
        bench.tick();

        assertRollbackIsTold(Cause.ALERT, phase.kind());
    }

    @Test
    void shouldTellOfARollbackByVerdictWithItsNumbers() {
        bench.standingIn(Phases.shifting(1)).rounds(6, BAD);

        assertRollbackIsTold(Cause.VERDICT, Phase.Kind.SHIFTING);
        assertThat(rollbacks().get(0).reason().findings()).isNotEmpty();
    }

    @Test
    void shouldTellThatARollbackHasComeToItsEnd() {
        bench.standingIn(Phases.shifting(1)).wants(Intent.ROLL_BACK).tick().rounds(3, GOOD);

        assertThat(bench.announcer.events()).extracting(ShiftEvent::to).contains(Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldTellThatADeletedShiftIsRestored() {
        ShiftRecord before =
                bench.standingIn(Phases.shifting(1)).shifts.find(ID).orElseThrow();
        ShiftRecord unused =
                bench.shifts.put(Shifts.plan(OnDelete.RESTORE), Shifts.deleted(Intent.ADVANCE), before.state());
        bench.tick();

        assertThat(bench.announcer.events()).singleElement().satisfies(event -> {
            assertThat(event.to()).isEqualTo(Phase.Kind.RESTORING);
            assertThat(event.reason().cause()).isEqualTo(Cause.PERSON);
        });
    }

    @Test
    void shouldFindInTheHistoryWhatTheLoopCouldNotTellBecauseTheAnswerWasLost() {
        bench.standingIn(Phases.shifting(1));
        RecordingAnnouncer found = new RecordingAnnouncer();
        HistoryFollower follower = new HistoryFollower(bench.shifts, bench.leadership, found, bench.clock);
        bench.shifts.faults(id -> Fault.LOST_AFTER);

        bench.wants(Intent.ROLL_BACK).tick();
        assertThat(bench.announcer.events()).isEmpty();
        follower.changed(ID);

        assertThat(found.events()).singleElement().satisfies(event -> {
            assertThat(event.to()).isEqualTo(Phase.Kind.ROLLING_BACK);
            assertThat(event.after()).isEqualTo(PLAN.baseline());
            assertThat(event.reason().cause()).isEqualTo(Cause.PERSON);
        });
    }

    private void assertRollbackIsTold(Cause cause, Phase.Kind from) {
        assertThat(rollbacks()).singleElement().satisfies(event -> {
            assertThat(event.from()).isEqualTo(from);
            assertThat(event.reason().cause()).isEqualTo(cause);
            assertThat(event.reason().text()).isNotBlank();
            assertThat(event.plan().id()).isEqualTo(ID);
        });
    }

    private List<ShiftEvent> rollbacks() {
        return bench.announcer.events().stream()
                .filter(event -> event.to() == Phase.Kind.ROLLING_BACK && event.from() != Phase.Kind.ROLLING_BACK)
                .toList();
    }
}
