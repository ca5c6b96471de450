package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Cell.Deletion;
import dev.gangway.domain.shift.Cell.Judged;
import dev.gangway.domain.shift.Cell.Standing;
import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What holds in every cell of the transition table, whatever the table says. */
class PhasePropertiesTest {
    private static final List<Cell> CELLS = Cell.all();

    /** The destination's weights in their order: the rungs, and then all traffic. */
    private static final List<Weight> WEIGHTS =
            List.of(Weight.NONE, new Weight(100), new Weight(500), new Weight(950), Weight.ALL);

    @Test
    void shouldRaiseTheWeightOnlyFromShiftingOrAtTheEndOfBakingButForAPromotion() {
        inCells(PhasePropertiesTest::raises, (cell, decision) -> {
            if (cell.intent() == Intent.PROMOTE) {
                assertThat(decision.next()).isEqualTo(Phases.ALL);
                assertThat(decision.reason().cause()).isEqualTo(Cause.PERSON);
                assertThat(decision.reason().text()).isEqualTo("promoted by ana");
            } else {
                assertThat(cell.phase().kind()).isIn(Kind.PREVIEWING, Kind.SHIFTING, Kind.BAKING);
                assertThat(cell.judged()).isEqualTo(Judged.HEALTHY);
                boolean waits = !cell.phase().equals(Phases.shifting(0));
                assertThat(cell.standing()).isIn(Standing.STOOD, waits ? Standing.STOOD : Standing.FRESH);
                assertThat(decision.reason().cause()).isEqualTo(Cause.VERDICT);
            }
        });
    }

    @Test
    void shouldRaiseTheWeightByOneStepAtMostButForAPromotion() {
        inCells(cell -> raises(cell) && cell.intent() != Intent.PROMOTE, (cell, decision) -> assertThat(
                        WEIGHTS.indexOf(Phases.weight(decision.next())))
                .isEqualTo(WEIGHTS.indexOf(Phases.weight(cell.phase())) + 1));
    }

    @Test
    void shouldNeverRaiseTheWeightWhileAClusterIsBehindOrUnknown() {
        inCells(
                cell -> EnumSet.of(Standing.BEHIND, Standing.UNREACHABLE).contains(cell.standing()),
                PhasePropertiesTest::assertNoRise);
    }

    @Test
    void shouldNeverRaiseTheWeightWithoutAVerdictButForAPromotion() {
        inCells(
                cell -> !EnumSet.of(Judged.HEALTHY, Judged.DEGRADED).contains(cell.judged())
                        && cell.intent() != Intent.PROMOTE,
                PhasePropertiesTest::assertNoRise);
    }

    @Test
    void shouldNeverRaiseTheWeightAgainstADegradedVerdictAPauseARollbackOrADeletion() {
        inCells(
                cell -> (cell.judged() == Judged.DEGRADED && cell.phase().kind().isJudged())
                        || cell.intent() == Intent.PAUSE
                        || cell.intent() == Intent.ROLL_BACK
                        || cell.deletion() != Deletion.NO,
                PhasePropertiesTest::assertNoRise);
    }

    @Test
    void shouldRollBackInTheTickThatSeesADegradedVerdict() {
        inCells(
                cell -> cell.judged() == Judged.DEGRADED
                        && cell.phase().kind().isJudged()
                        && cell.phase().kind() != Kind.OBSERVING
                        && cell.sourceCarriesAll()
                        && cell.deletion() == Deletion.NO,
                (cell, decision) -> {
                    assertThat(decision.next().kind()).isEqualTo(Kind.ROLLING_BACK);
                    assertThat(decision.next().target(cell.plan()))
                            .hasValueSatisfying(target -> assertThat(target.split())
                                    .isEqualTo(cell.plan().baseline()));
                });
    }

    @Test
    void shouldNeitherRollBackNorGoBackForLackOfData() {
        inCells(
                cell -> EnumSet.of(Judged.NONE, Judged.INCONCLUSIVE, Judged.BLIND)
                                .contains(cell.judged())
                        && cell.intent() != Intent.ROLL_BACK
                        && cell.deletion() == Deletion.NO
                        && cell.phase().kind() != Kind.ROLLING_BACK,
                (cell, decision) -> {
                    assertThat(decision.next().kind()).isNotEqualTo(Kind.ROLLING_BACK);
                    assertThat(Phases.weight(decision.next())).isGreaterThanOrEqualTo(Phases.weight(cell.phase()));
                });
    }

    @Test
    void shouldGoToTheWeightThatTheJudgeAdvisesWhereThatIsLowerWhateverTheClustersShow() {
        inCells(
                cell -> advised(cell).compareTo(Phases.weight(cell.phase())) < 0
                        && EnumSet.of(Kind.SHIFTING, Kind.BAKING)
                                .contains(cell.phase().kind())
                        && cell.sourceCarriesAll()
                        && cell.intent() == Intent.ADVANCE
                        && cell.deletion() == Deletion.NO,
                (cell, decision) -> {
                    assertThat(decision.next().kind()).isIn(Kind.SHIFTING, Kind.BAKING);
                    assertThat(Phases.weight(decision.next())).isEqualTo(advised(cell));
                    assertThat(decision.reason().cause()).isEqualTo(Cause.VERDICT);
                });
    }

    @Test
    void shouldStayPausedAtTheLowerWeightThatTheJudgeAdvises() {
        inCells(
                cell -> advised(cell).compareTo(Phases.weight(cell.phase())) < 0
                        && cell.phase().kind() == Kind.PAUSED
                        && cell.sourceCarriesAll()
                        && cell.intent() == Intent.PAUSE
                        && cell.deletion() == Deletion.NO,
                (cell, decision) -> {
                    assertThat(decision.next().kind()).isEqualTo(Kind.PAUSED);
                    assertThat(Phases.weight(decision.next())).isEqualTo(advised(cell));
                });
    }

    @Test
    void shouldNeverRaiseTheWeightWhereTheDestinationLacksPodsOrItIsNotKnown() {
        inCells(cell -> cell.setting() == Cell.Setting.LACKING, PhasePropertiesTest::assertNoRise);
    }

    @Test
    void shouldNeverTakeMoreBackThanTheSourceCarriesButForADeletion() {
        inCells(cell -> !cell.sourceCarriesAll() && cell.deletion() == Deletion.NO, (cell, decision) -> assertThat(
                        Phases.weight(decision.next()))
                .isGreaterThanOrEqualTo(
                        cell.setting() == Cell.Setting.DRAINED ? Phases.weight(cell.phase()) : new Weight(223)));
    }

    @Test
    void shouldNeverAskForRoutesWhileItOnlyObserves() {
        inCells(cell -> cell.phase().kind() == Kind.OBSERVING, (cell, decision) -> assertThat(
                        decision.next().target(cell.plan()))
                .isEmpty());
    }

    @Test
    void shouldPutADeletionBeforeAllElse() {
        inCells(cell -> cell.deletion() != Deletion.NO && cell.phase().kind() != Kind.RESTORING, (cell, decision) -> {
            boolean restores = cell.deletion() == Deletion.RESTORE
                    && cell.phase().target(cell.plan()).isPresent();
            assertThat(decision.next()).isEqualTo(restores ? new Restoring(Stage.ROUTES_REMOVED) : new Released());
        });
    }

    @Test
    void shouldPutAWantedRollbackBeforeEveryVerdictAndWhateverTheClustersShow() {
        inCells(
                cell -> cell.intent() == Intent.ROLL_BACK
                        && cell.deletion() == Deletion.NO
                        && (cell.phase().kind().isUnderWay() || cell.phase().kind() == Kind.SUCCEEDED),
                (cell, decision) -> {
                    assertThat(decision.next().kind()).isEqualTo(Kind.ROLLING_BACK);
                    assertThat(decision.reason().cause()).isEqualTo(Cause.PERSON);
                    assertThat(Phases.weight(decision.next()).equals(Weight.NONE) || !cell.sourceCarriesAll())
                            .isTrue();
                });
    }

    @Test
    void shouldNeverTakeDownARouteOrSubsetButForADeletion() {
        inCells(
                cell -> cell.deletion() == Deletion.NO
                        && cell.phase().kind() != Kind.RESTORING
                        && cell.phase().target(cell.plan()).isPresent(),
                (cell, decision) -> assertThat(decision.next().target(cell.plan()))
                        .hasValueSatisfying(target -> assertThat(target.stage())
                                .isGreaterThanOrEqualTo(stage(cell))
                                .isLessThanOrEqualTo(Stage.ROUTES)));
    }

    @Test
    void shouldDecideTheSameAgainOnTheSameObservation() {
        inCells(cell -> true, (cell, decision) -> assertThat(cell.decisions()).contains(decision));
    }

    @Test
    void shouldGiveAReasonForEveryDecision() {
        inCells(cell -> true, (cell, decision) -> assertThat(decision.reason().text())
                .isNotBlank());
    }

    @Test
    void shouldOnlyTakeTheExitsThatEachPhaseNames() {
        Map<Kind, Set<Kind>> exits = new EnumMap<>(Kind.class);
        inCells(cell -> true, (cell, decision) -> exits.computeIfAbsent(
                        cell.phase().kind(), kind -> EnumSet.noneOf(Kind.class))
                .add(decision.next().kind()));

        assertThat(exits)
                .containsEntry(
                        Kind.PENDING,
                        EnumSet.of(Kind.PENDING, Kind.OBSERVING, Kind.PREPARING, Kind.ROLLING_BACK, Kind.RELEASED))
                .containsEntry(Kind.OBSERVING, EnumSet.of(Kind.OBSERVING, Kind.PENDING, Kind.RELEASED))
                .containsEntry(
                        Kind.PREPARING, andBackwards(Kind.PREPARING, Kind.PREVIEWING, Kind.SHIFTING, Kind.PAUSED))
                .containsEntry(Kind.PREVIEWING, andBackwards(Kind.PREVIEWING, Kind.SHIFTING, Kind.BAKING, Kind.PAUSED))
                .containsEntry(Kind.SHIFTING, andBackwards(Kind.PREVIEWING, Kind.SHIFTING, Kind.BAKING, Kind.PAUSED))
                .containsEntry(
                        Kind.PAUSED,
                        andBackwards(Kind.PAUSED, Kind.PREPARING, Kind.PREVIEWING, Kind.SHIFTING, Kind.BAKING))
                .containsEntry(Kind.BAKING, andBackwards(Kind.SHIFTING, Kind.BAKING, Kind.SUCCEEDED, Kind.PAUSED))
                .containsEntry(
                        Kind.ROLLING_BACK,
                        EnumSet.of(Kind.ROLLING_BACK, Kind.ROLLED_BACK, Kind.RESTORING, Kind.RELEASED))
                .containsEntry(Kind.ROLLED_BACK, EnumSet.of(Kind.ROLLED_BACK, Kind.RESTORING, Kind.RELEASED))
                .containsEntry(Kind.SUCCEEDED, andBackwards(Kind.SUCCEEDED))
                .containsEntry(Kind.RESTORING, EnumSet.of(Kind.RESTORING, Kind.RELEASED))
                .containsEntry(Kind.RELEASED, EnumSet.of(Kind.RELEASED));
    }

    /** Checks the decisions of all such cells, and that there are any. */
    private static void inCells(Predicate<Cell> such, BiConsumer<Cell, Decision> check) {
        List<Cell> cells = CELLS.stream().filter(such).toList();
        assertThat(cells).isNotEmpty().allSatisfy(cell -> assertThat(cell.decisions())
                .allSatisfy(decision -> check.accept(cell, decision)));
    }

    private static boolean raises(Cell cell) {
        return cell.decisions().stream()
                .anyMatch(decision -> Phases.weight(decision.next()).compareTo(Phases.weight(cell.phase())) > 0);
    }

    /** What the judge advises in such a cell; more than there is where it advises nothing. */
    private static Weight advised(Cell cell) {
        return switch (cell.judged()) {
            case DOUBT -> Shifts.LADDER.rungs().get(0);
            case CONTROL -> Shifts.LADDER.last();
            case NONE, HEALTHY, DEGRADED, INCONCLUSIVE, BLIND -> Weight.ALL;
        };
    }

    private static void assertNoRise(Cell cell, Decision decision) {
        assertThat(Phases.weight(decision.next())).isLessThanOrEqualTo(Phases.weight(cell.phase()));
    }

    private static Stage stage(Cell cell) {
        return cell.phase().target(cell.plan()).orElseThrow().stage();
    }

    private static Set<Kind> andBackwards(Kind... kinds) {
        Set<Kind> exits = EnumSet.of(Kind.ROLLING_BACK, Kind.RESTORING, Kind.RELEASED);
        exits.addAll(List.of(kinds));
        return exits;
    }
}
