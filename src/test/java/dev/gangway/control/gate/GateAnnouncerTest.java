package dev.gangway.control.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftEvent;
import dev.gangway.control.gate.GateCalls.Answer;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.MutableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gates are told of decisions. */
class GateAnnouncerTest {
    private static final Instant AT = Instant.parse("2025-01-15T10:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final List<GateCall> calls = new ArrayList<>();
    private final GateAnnouncer announcer = new GateAnnouncer(
            (gate, call) -> {
                told.add(gate.name());
                calls.add(call);
                return CompletableFuture.completedFuture(new Answer(Outcome.REFUSED, "answered 500"));
            },
            new InMemoryShifts(new MutableClock(AT)));

    @Test
    void shouldTellEventsOfEachDecisionAndNobodyElse() {
        announcer.announce(event(Phase.Kind.SHIFTING));

        assertThat(told).containsExactly("event");
        assertThat(calls.get(0).told())
                .isEqualTo(Map.of("eventMessage", "for a test", "eventType", "Normal", "timestamp", "1736935200000"));
        assertThat(calls.get(0).weight()).isEqualTo(new Weight(500));
        assertThat(calls.get(0).next()).isEmpty();
    }

    @Test
    void shouldWarnOfAWayBack() {
        announcer.announce(event(Phase.Kind.ROLLING_BACK));

        assertThat(calls.get(0).told()).containsEntry("eventType", "Warning");
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "ROLLED_BACK"})
    void shouldTellTheEnd(Phase.Kind end) {
        announcer.announce(event(end));

        assertThat(told).containsExactly("event", "post-rollout");
    }

    private static ShiftEvent event(Phase.Kind to) {
        return new ShiftEvent(
                AT,
                Shifts.gated(Shifts.plan(), List.of(Gate.Type.values())),
                Phase.Kind.SHIFTING,
                to,
                Shifts.plan().split(new Weight(100)),
                Shifts.plan().split(new Weight(500)),
                Verdict.HEALTHY,
                Phases.REASON);
    }
}
