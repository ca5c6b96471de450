package dev.gangway.control.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.gate.GateCalls.Answer;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.GateAnswer;
import dev.gangway.domain.shift.Gates;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** When gates are asked, and what is made of their answers. */
class BackgroundGatekeeperTest {
    private static final Answer YES = new Answer(Outcome.PASSED, "answered 200");
    private static final Answer NO = new Answer(Outcome.REFUSED, "answered 403");
    private static final Answer NOTHING = new Answer(Outcome.UNANSWERED, "did not answer within 10 s");
    private static final Passage STEP = new Passage(Passage.Kind.RISE, 1, new Weight(500));
    private static final Passage START = new Passage(Passage.Kind.START, 1, Weight.NONE);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock(Instant.parse("2025-01-15T10:00:00Z"));
    private final HeldCalls calls = new HeldCalls();
    private final List<ShiftId> ticks = new ArrayList<>();
    private final BackgroundGatekeeper gatekeeper = new BackgroundGatekeeper(calls, clock, ticks::add);
    private final ShiftRecord shift = shift(Phases.shifting(1), Gate.Type.CONFIRM_TRAFFIC_INCREASE);

    @Test
    void shouldAskAGateOnceAStepWaitsForItAndNotBefore() {
        gatekeeper.ask(shift, Optional.empty());
        gatekeeper.ask(shift, held(Hold.Kind.WINDOW, STEP));
        assertThat(calls.made).isEmpty();

        gatekeeper.ask(shift, held(Hold.Kind.SILENT_GATE, STEP));
        gatekeeper.ask(shift, held(Hold.Kind.SILENT_GATE, STEP));

        assertThat(calls.made).hasSize(1);
        GateCall told = calls.made.get(0).call();
        assertThat(told.phase()).isEqualTo(Phase.Kind.SHIFTING);
        assertThat(told.weight()).isEqualTo(new Weight(100));
        assertThat(told.next()).contains(new Weight(500));
        assertThat(gatekeeper.see(shift).answer())
                .isEqualTo(new GateAnswer.Silent("gate 'confirm-traffic-increase' is being asked"));
    }

    @Test
    void shouldLetTheStepPassThatItWasAskedAbout() {
        ask(shift, STEP);
        calls.answer(YES);

        assertThat(gatekeeper.see(shift))
                .isEqualTo(new Gates(Optional.of(STEP), new GateAnswer.Open(), Optional.empty()));
        assertThat(ticks).containsExactly(shift.id());
    }

    /** Of one that only takes back nobody else would hear that it is silent. */
    @Test
    void shouldLogOnceThatAGateIsSilent() {
        ShiftRecord guarded = shift(Phases.shifting(1), Gate.Type.ROLLBACK);
        List<String> lines = new ArrayList<>();
        Handler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord entry) {
                lines.add(getFormatter().format(entry));
            }
        };
        handler.setFormatter(new PatternFormatter("%s"));
        Logger log = Logger.getLogger(BackgroundGatekeeper.class.getName());
        log.addHandler(handler);
        try {
            for (Answer answer : List.of(NO, NOTHING, NOTHING)) {
                gatekeeper.ask(guarded, Optional.empty());
                calls.answer(answer);
                clock.advance(INTERVAL);
            }
        } finally {
            log.removeHandler(handler);
        }

        assertThat(lines).containsExactly("shift=shop/cart-to-eks1: gate 'rollback' did not answer within 10 s");
    }

    @Test
    void shouldAskAgainAnIntervalAfterANoAndSayWhoHoldsItMeanwhile() {
        ask(shift, STEP);
        calls.answer(NO);
        clock.advance(INTERVAL.minusMillis(1));
        ask(shift, STEP);
        assertThat(calls.made).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        ask(shift, STEP);

        assertThat(calls.made).hasSize(2);
        assertThat(calls.made.get(1).call().failures()).isEqualTo(1);
        assertThat(gatekeeper.see(shift).answer())
                .isEqualTo(new GateAnswer.Shut("gate 'confirm-traffic-increase' answered 403"));
    }

    @Test
    void shouldTickOnceForTheSameAnswer() {
        ask(shift, STEP);
        calls.answer(NO);
        clock.advance(INTERVAL);
        ask(shift, STEP);
        calls.answer(NO);

        assertThat(ticks).hasSize(1);
    }

    @Test
    void shouldHoldNobodyElseForAGateThatDoesNotAnswer() {
        ask(shift, STEP);
        ShiftPlan other = new ShiftPlan(
                        new ShiftId("shop", "other"),
                        shift.plan().service(),
                        shift.plan().source(),
                        shift.plan().destination(),
                        shift.plan().ladder(),
                        shift.plan().pacing(),
                        shift.plan().objectives(),
                        shift.plan().subsetLabel(),
                        shift.plan().onDelete(),
                        shift.plan().mode())
                .with(shift.plan().gating());
        ShiftRecord beside = new ShiftRecord("1", other, shift.request(), shift.state());
        ask(beside, STEP);
        calls.made.get(1).answer().complete(YES);

        assertThat(gatekeeper.see(beside).answer()).isEqualTo(new GateAnswer.Open());
        assertThat(gatekeeper.see(shift).answer()).isInstanceOf(GateAnswer.Silent.class);
    }

    @Test
    void shouldSayThatAGateIsSilentAndAskAgain() {
        ask(shift, STEP);
        calls.answer(NOTHING);
        assertThat(gatekeeper.see(shift).answer())
                .isEqualTo(new GateAnswer.Silent("gate 'confirm-traffic-increase' did not answer within 10 s"));

        clock.advance(INTERVAL);
        ask(shift, STEP);
        assertThat(calls.made).hasSize(2);
    }

    @Test
    void shouldForgetAYesThatIsOldOrForAnotherStepOrAttempt() {
        ask(shift, STEP);
        calls.answer(YES);
        ask(shift, STEP);
        assertThat(calls.made).hasSize(1);

        clock.advance(Duration.ofMinutes(5));
        assertThat(gatekeeper.see(shift).answer()).isInstanceOf(GateAnswer.Silent.class);
        ask(shift, new Passage(Passage.Kind.RISE, 1, new Weight(950)));
        ask(shift, new Passage(Passage.Kind.RISE, 2, new Weight(500)));
        assertThat(calls.made).hasSize(3);
        assertThat(gatekeeper.see(shift).answer()).isInstanceOf(GateAnswer.Silent.class);
    }

    @Test
    void shouldNotTestWhatIsNotConfirmed() {
        ShiftRecord pending = shift(new Pending(), Gate.Type.PRE_ROLLOUT, Gate.Type.CONFIRM_ROLLOUT);
        ask(pending, START);
        assertThat(calls.made).extracting(made -> made.gate().type()).containsExactly(Gate.Type.CONFIRM_ROLLOUT);

        calls.answer(YES);
        ask(pending, START);
        assertThat(calls.made)
                .extracting(made -> made.gate().type())
                .containsExactly(Gate.Type.CONFIRM_ROLLOUT, Gate.Type.PRE_ROLLOUT);
        calls.answer(YES);
        assertThat(gatekeeper.see(pending).answer()).isEqualTo(new GateAnswer.Open());
    }

    @Test
    void shouldRefuseAnAttemptWhoseTestFailsTooOftenAndAskNoMore() {
        ShiftRecord pending = shift(new Pending(), Gate.Type.PRE_ROLLOUT);
        for (int time = 0; time < 3; time++) {
            assertThat(gatekeeper.see(pending).answer()).isNotInstanceOf(GateAnswer.Refused.class);
            ask(pending, START);
            calls.answer(NO);
            clock.advance(INTERVAL);
        }
        ask(pending, START);

        assertThat(gatekeeper.see(pending).answer())
                .isEqualTo(new GateAnswer.Refused("gate 'pre-rollout' answered 403, for the 3. time"));
        assertThat(calls.made).hasSize(3);
    }

    @Test
    void shouldNotCountSilenceAgainstAnAttempt() {
        ShiftRecord pending = shift(new Pending(), Gate.Type.PRE_ROLLOUT);
        for (int time = 0; time < 10; time++) {
            ask(pending, START);
            calls.answer(NOTHING);
            clock.advance(INTERVAL);
        }

        assertThat(gatekeeper.see(pending).answer()).isInstanceOf(GateAnswer.Silent.class);
    }

    @Test
    void shouldAskForARollbackAllTheWhileAndTakeOnlyAYesForOne() {
        ShiftRecord moving = shift(Phases.shifting(1), Gate.Type.ROLLBACK);
        for (Answer answer : List.of(NO, NOTHING)) {
            gatekeeper.ask(moving, Optional.empty());
            calls.answer(answer);
            assertThat(gatekeeper.see(moving).rollback()).isEmpty();
            clock.advance(INTERVAL);
        }
        gatekeeper.ask(moving, Optional.empty());
        calls.answer(YES);

        assertThat(gatekeeper.see(moving).rollback()).contains("rolled back by gate 'rollback', which answered 200");
        assertThat(calls.made).hasSize(3);
    }

    @Test
    void shouldNotAskForARollbackWhereNothingIsOnItsWay() {
        gatekeeper.ask(shift(new Pending(), Gate.Type.ROLLBACK), Optional.empty());
        gatekeeper.ask(shift(new Succeeded(), Gate.Type.ROLLBACK), Optional.empty());

        assertThat(calls.made).isEmpty();
    }

    @Test
    void shouldForgetAShiftThatIsGone() {
        ask(shift, STEP);
        calls.answer(YES);
        gatekeeper.forget(shift.id());

        assertThat(gatekeeper.see(shift)).isEqualTo(Gates.UNASKED);
    }

    @Test
    void shouldRememberNothingThatIsAnsweredAfterItWasForgotten() {
        ask(shift, STEP);
        gatekeeper.forget(shift.id());
        calls.answer(YES);
        ask(shift, STEP);

        assertThat(ticks).isEmpty();
        assertThat(gatekeeper.see(shift).answer()).isInstanceOf(GateAnswer.Silent.class);
    }

    private void ask(ShiftRecord about, Passage passage) {
        gatekeeper.ask(about, held(Hold.Kind.SILENT_GATE, passage));
    }

    private static Optional<Hold> held(Hold.Kind kind, Passage passage) {
        return Optional.of(new Hold(kind, passage, Optional.empty()));
    }

    private static ShiftRecord shift(Phase phase, Gate.Type... types) {
        ShiftState initial = ShiftState.initial(Instant.parse("2025-01-15T10:00:00Z"));
        return new ShiftRecord(
                "1",
                Shifts.gated(Shifts.plan(), List.of(types)),
                Shifts.wants(Intent.ADVANCE),
                new ShiftState(
                        phase,
                        initial.reason(),
                        1,
                        initial.verdict(),
                        List.of(),
                        initial.evidence(),
                        initial.standing(),
                        initial.unreachable(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        initial.recordedAt()));
    }

    /** Answers when it is told to. */
    private static final class HeldCalls implements GateCalls {
        private final List<Made> made = new ArrayList<>();

        private record Made(Gate gate, GateCall call, CompletableFuture<Answer> answer) {}

        @Override
        public CompletionStage<Answer> call(Gate gate, GateCall call) {
            Made one = new Made(gate, call, new CompletableFuture<>());
            made.add(one);
            return one.answer();
        }

        void answer(Answer answer) {
            made.get(made.size() - 1).answer().complete(answer);
        }
    }
}
