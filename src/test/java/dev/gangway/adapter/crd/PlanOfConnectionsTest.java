package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shift whose protocol is Tcp, as people write it. */
class PlanOfConnectionsTest {
    private static final String TCP = "service: db, source: k8s2, destination: eks1, protocol: Tcp";

    @Test
    void shouldTakeFewerStepsAndCountConnections() {
        ShiftPlan plan = plan(TCP, "{}");

        assertThat(plan.protocol()).isEqualTo(Protocol.TCP);
        assertThat(plan.ladder()).isEqualTo(Ladder.OF_CONNECTIONS);
        assertThat(plan.counting().signal()).isEqualTo(Signal.CONNECTIONS);
        assertThat(plan.objectives()).isEqualTo(Objectives.DEFAULT.of(Protocol.TCP));
    }

    @Test
    void shouldTakeTheStepsAndTheErrorObjectivesThatAreSet() {
        ShiftPlan plan =
                plan(TCP + ", objectives: {errorFactor: 2}", "{steps: [25], objectives: {minimumRequests: 7}}");

        assertThat(plan.ladder().rungs()).containsExactly(new Weight(250));
        assertThat(plan.objectives().errors().factor()).isEqualTo(2);
        assertThat(plan.objectives().risk().minimumRequests()).isEqualTo(7);
    }

    @Test
    void shouldPassOverWhatAPolicySaysOfRequestsForItsOtherShifts() {
        ShiftPlan plan = plan(TCP, "{objectives: {maxLatencyMillis: 400, errorCodes: ['429']}}");

        assertThat(plan.objectives()).isEqualTo(Objectives.DEFAULT.of(Protocol.TCP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latencyQuantile: 0.5",
                "maxLatencyMillis: 400",
                "latencyFactor: 2",
                "latencyAllowanceMillis: 5",
                "errorCodes: ['429']",
                "grpcErrorStatuses: []"
            })
    void shouldRefuseAnObjectiveThatConnectionsCantHave(String objective) {
        String field = "objectives." + objective.replaceFirst(":.*", "");

        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> plan(TCP + ", objectives: {" + objective + "}", "{}"))
                .withMessage(field + " is set, and protocol is Tcp: connections have neither a latency nor an answer's"
                        + " code; leave it out")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void shouldCountRequestsUnlessToldOtherwise() {
        String route = TCP.replace("Tcp", "Http");

        assertThat(plan(route, "{}").protocol()).isEqualTo(Protocol.HTTP);
        assertThat(plan(route.replace(", protocol: Http", ""), "{}")).isEqualTo(plan(route, "{}"));
        assertThat(plan(route, "{}").counting().signal()).isEqualTo(Signal.REQUESTS_SENT);
    }

    private static ShiftPlan plan(String spec, String policy) {
        return PlanMapping.plan(
                new ShiftId("shop", "db-to-eks1"),
                Serialization.unmarshal("--- {" + spec + "}", TrafficShiftSpec.class),
                Serialization.unmarshal("--- " + policy, ShiftPolicySpec.class));
    }
}
