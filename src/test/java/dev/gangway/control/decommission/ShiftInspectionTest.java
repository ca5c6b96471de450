package dev.gangway.control.decommission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.MutableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShiftInspectionTest {
    private static final Instant NOW = Instant.parse("2025-01-15T12:00:00Z");
    private final InMemoryShifts shifts = new InMemoryShifts(new MutableClock(NOW));

    static Stream<Phase> phases() {
        return Phases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("phases")
    void shouldFindAShiftAwayUntilItHasSucceededAndOneThereAlways(Phase phase) {
        ShiftRecord unused = shifts.put(Shifts.plan(), Shifts.wants(Intent.ADVANCE), state(phase));

        assertThat(inspect(Shifts.K8S2)).hasSize(phase.kind() == Phase.Kind.SUCCEEDED ? 0 : 1);
        assertThat(inspect(Shifts.EKS1)).singleElement().satisfies(finding -> assertThat(finding.seen())
                .contains("to eks1"));
        assertThat(inspect(new ClusterName("gke3"))).isEmpty();
    }

    private List<Finding> inspect(ClusterName cluster) {
        return new ShiftInspection(shifts).inspect(cluster, 7).findings();
    }

    private static ShiftState state(Phase phase) {
        return new ShiftState(
                phase,
                Phases.REASON,
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                Evidence.NONE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                NOW);
    }
}
