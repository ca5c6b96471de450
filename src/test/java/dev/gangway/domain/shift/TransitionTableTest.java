package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.TransitionTable.Line;
import dev.gangway.domain.traffic.Weight;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every cell of transitions.txt against the phases. */
class TransitionTableTest {
    private static final List<Line> LINES = TransitionTable.read();
    private static final List<Cell> CELLS = Cell.all();

    static List<Line> lines() {
        return LINES;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldDecideAsTheTableSays(Line line) {
        List<Cell> cells = CELLS.stream().filter(line::covers).toList();

        assertThat(cells).as("cells of %s", line).isNotEmpty();
        assertThat(cells).allSatisfy(cell -> assertThat(cell.decisions()).allSatisfy(decision -> {
            assertThat(Phases.name(decision.next())).isEqualTo(line.nextOf(cell));
            assertThat(change(cell.phase(), decision.next())).isEqualTo(line.weight());
        }));
    }

    @Test
    void shouldCoverEveryCellByExactlyOneLine() {
        List<String> wrong = CELLS.stream()
                .filter(cell -> LINES.stream().filter(line -> line.covers(cell)).count() != 1)
                .map(cell -> cell + " is covered by "
                        + LINES.stream().filter(line -> line.covers(cell)).toList())
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldHaveCellsOfEveryKindOfPhase() {
        Set<Phase.Kind> kinds = Phases.all().stream()
                .map(Phase::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Phase.Kind.class)));

        assertThat(kinds).containsExactly(Phase.Kind.values());
    }

    private static String change(Phase before, Phase after) {
        if (after.target(Shifts.plan()).isEmpty()) {
            return "none";
        }
        Weight weight = Phases.weight(after);
        int change = weight.compareTo(Phases.weight(before));
        return change > 0 ? "rises" : change < 0 ? "falls" : "stays";
    }
}
