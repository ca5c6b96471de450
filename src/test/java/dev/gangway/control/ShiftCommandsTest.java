package dev.gangway.control;

import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShiftCommandsTest {
    private static final Set<Phase.Kind> UNDER_WAY = EnumSet.of(
            Phase.Kind.PENDING,
            Phase.Kind.PREPARING,
            Phase.Kind.PREVIEWING,
            Phase.Kind.SHIFTING,
            Phase.Kind.PAUSED,
            Phase.Kind.BAKING);
    private static final ShiftDraft DRAFT = new ShiftDraft(
            ID, "cart", "k8s2", "eks1", Optional.empty(), List.of(), false, ShiftPlan.Mode.SHIFT, Protocol.HTTP, "ana");

    private final LoopBench bench = new LoopBench();
    private final ShiftCommands commands = bench.commands;

    static Stream<Arguments> everyCommandInEveryPhase() {
        return Stream.of(Command.values())
                .flatMap(command -> Phases.all().stream().map(phase -> Arguments.of(command, phase)));
    }

    @ParameterizedTest
    @MethodSource("everyCommandInEveryPhase")
    void shouldTakeACommandWhereItMakesSenseAndRefuseItElsewhere(Command command, Phase phase) {
        bench.in(phase);
        ShiftRecord before = bench.shifts.find(ID).orElseThrow();
        boolean makesSense =
                switch (command) {
                    case PAUSE, RESUME, PROMOTE -> UNDER_WAY.contains(phase.kind());
                    case ROLL_BACK ->
                        !EnumSet.of(Phase.Kind.OBSERVING, Phase.Kind.RESTORING, Phase.Kind.RELEASED)
                                .contains(phase.kind());
                    case RETRY -> phase.kind() == Phase.Kind.ROLLED_BACK;
                };
        if (makesSense) {
            ShiftRecord after = commands.command(ID, command, Origin.ALERT, "HighErrorRate", "5xx");
            assertThat(after.request())
                    .isEqualTo(new Request(
                            command.intent(),
                            command == Command.RETRY ? 2 : 1,
                            Origin.ALERT,
                            "HighErrorRate",
                            "5xx",
                            false));
            assertThat(after.state()).isEqualTo(before.state());
        } else {
            refused(Kind.CONFLICT, "phase", () -> command(command));
            assertThat(bench.shifts.find(ID)).contains(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoTheSameHoweverOftenItIsSaid(Command command) {
        bench.in(command == Command.RETRY ? Phases.rolledBack(Optional.empty()) : Phases.shifting(1));
        Request first = command(command).request();

        assertThat(command(command).request()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "RESUME", "PROMOTE"})
    void shouldNotLetAWantedRollbackBeOverwritten(Command command) {
        bench.in(Phases.shifting(1));
        command(Command.ROLL_BACK);

        refused(Kind.CONFLICT, "intent", () -> command(command));
        assertThat(bench.shifts.find(ID).orElseThrow().request().intent()).isEqualTo(Intent.ROLL_BACK);
    }

    @Test
    void shouldLetARetryFollowAWantedRollback() {
        bench.in(Phases.rolledBack(Optional.empty())).wants(Intent.ROLL_BACK);

        assertThat(command(Command.RETRY).request())
                .isEqualTo(new Request(Intent.ADVANCE, 2, Origin.PERSON, "ana", "", false));
    }

    @Test
    void shouldNotUndoADeletion() {
        bench.in(Phases.shifting(1));
        commands.delete(ID);

        assertThat(command(Command.PAUSE).request().deleted()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsAskedOfAShiftThatDoesNotExist() {
        refused(Kind.NOT_FOUND, "name", () -> commands.get(ID));
        refused(Kind.NOT_FOUND, "name", () -> command(Command.PAUSE));
        refused(Kind.NOT_FOUND, "name", () -> {
            commands.delete(ID);
            return null;
        });
    }

    @Test
    void shouldListTheShiftsOfOneNamespaceOrOfAllByName() {
        bench.in(LoopBench.plan("b", "b"), Phases.shifting(1)).in(LoopBench.plan("a", "a"), Phases.shifting(1));

        assertThat(commands.list(Optional.empty()))
                .extracting(ShiftRecord::id)
                .extracting(ShiftId::name)
                .containsExactly("a", "b");
        assertThat(commands.list(Optional.of("shop"))).hasSize(2);
        assertThat(commands.list(Optional.of("bank"))).isEmpty();
    }

    @Test
    void shouldStartAShift() {
        bench.shifts.planner(draft -> PLAN);
        ShiftRecord started = commands.start(DRAFT);

        assertThat(started.plan()).isEqualTo(PLAN);
        assertThat(started.request()).isEqualTo(Shifts.wants(Intent.ADVANCE));
        assertThat(commands.get(ID)).isEqualTo(started);
    }

    @Test
    void shouldNotStartASecondShiftOfOneService() {
        bench.shifts.planner(draft -> LoopBench.plan("second", "cart"));
        bench.in(Phases.rolledBack(Optional.empty()));

        refused(Kind.CONFLICT, "service", () -> commands.start(DRAFT));
        assertThat(bench.shifts.all()).hasSize(1);
    }

    @Test
    void shouldNotStartWhatPreflightFails() {
        bench.shifts.planner(draft -> PLAN);
        bench.checks.add(new Preflight.Check(
                "headless", "service", Preflight.Result.FAIL, "cart is headless", "give it a cluster IP"));

        refused(Kind.INVALID, "service", () -> commands.start(DRAFT));
        assertThat(bench.shifts.all()).isEmpty();
    }

    @Test
    void shouldStartWhatPreflightCannotKnowYet() {
        bench.shifts.planner(draft -> PLAN);
        bench.checks.add(new Preflight.Check("reach", "destination", Preflight.Result.UNKNOWN, "not read yet", ""));

        assertThat(commands.start(DRAFT).id()).isEqualTo(ID);
    }

    @Test
    void shouldStartWhatPreflightWarnsOfOnlyWhereTheWarningIsAccepted() {
        bench.checks.add(new Preflight.Check("wildcard-rule", "service", Preflight.Result.WARN, "is hidden", ""));
        bench.shifts.planner(draft -> PLAN);
        refused(Kind.INVALID, "acknowledge", () -> commands.start(DRAFT));
        assertThat(commands.preflight(DRAFT).mayBegin()).isFalse();

        bench.shifts.planner(draft -> PLAN.with(Precautions.DEFAULT.acknowledging(Set.of("wildcard-rule"))));

        assertThat(commands.preflight(DRAFT).mayBegin()).isTrue();
        assertThat(commands.start(DRAFT).id()).isEqualTo(ID);
    }

    @Test
    void shouldNotStartADraftThatMakesNoPlan() {
        refused(Kind.INVALID, "spec", () -> commands.start(DRAFT));
    }

    private ShiftRecord command(Command command) {
        return commands.command(ID, command, Origin.PERSON, "ana", "");
    }

    private static void refused(Kind kind, String field, Callable<?> call) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(call::call).satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.field()).isEqualTo(field);
            assertThat(refusal.getMessage()).isNotBlank();
        });
    }
}
