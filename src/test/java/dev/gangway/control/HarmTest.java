package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HarmTest {
    private final LoopBench bench = new LoopBench();
    private final Map<ServiceRef, Reading> readings = new HashMap<>();

    @Test
    void shouldTakeTheShiftThatGoesBackAndThenTheWorstServiceFirst() {
        add("good", Phases.shifting(1), 10_000, 10);
        add("quiet-and-bad", Phases.shifting(1), 10, 10);
        add("busy-and-worse", Phases.shifting(1), 10_000, 500);
        add("back", Phases.rollingBack(Optional.of(Stage.ROUTES)), 0, 0);
        add("unread", Phases.shifting(1), 0, 0);
        readings.remove(LoopBench.plan("unread", "unread").service());

        assertThat(Harm.worstFirst(bench.shifts.all(), new Readings(readings, Duration.ofSeconds(10))))
                .extracting(shift -> shift.id().name())
                .startsWith("back", "busy-and-worse", "quiet-and-bad")
                .hasSize(5);
    }

    @Test
    void shouldTakeWhatSomebodyWantsBackBeforeWhatIsOnlyBad() {
        add("bad", Phases.shifting(1), 1000, 1000);
        add("unwanted", Phases.shifting(1), 1000, 1);
        ShiftRecord unused = bench.shifts.request(
                LoopBench.plan("unwanted", "unwanted").id(), shift -> Shifts.wants(Intent.ROLL_BACK));

        assertThat(Harm.worstFirst(bench.shifts.all(), new Readings(readings, Duration.ofSeconds(10))))
                .extracting(shift -> shift.id().name())
                .isEqualTo(List.of("unwanted", "bad"));
    }

    private void add(String name, Phase phase, long requests, long failures) {
        ShiftPlan plan = LoopBench.plan(name, name);
        bench.in(plan, phase);
        readings.put(
                plan.service(),
                new Reading.Taken(new MetricWindow(
                        bench.clock.instant().minusSeconds(10),
                        bench.clock.instant(),
                        Map.of(
                                plan.source(), Samples.fast(10_000, 10),
                                plan.destination(), Samples.fast(requests, failures)),
                        0)));
    }
}
