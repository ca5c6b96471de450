package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Ladder;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanMappingTest {
    private static final ShiftId ID = new ShiftId("shop", "checkout-to-eks1");
    private static final String ROUTE = "service: checkout, source: k8s2, destination: eks1";

    @Test
    void shouldTakeTheDefaultsWhereNothingIsSaid() {
        ShiftPlan plan = plan(ROUTE, "");

        assertThat(plan)
                .isEqualTo(new ShiftPlan(
                        ID,
                        new ServiceRef("shop", "checkout"),
                        new ClusterName("k8s2"),
                        new ClusterName("eks1"),
                        Ladder.DEFAULT,
                        Pacing.DEFAULT,
                        Objectives.DEFAULT,
                        ShiftPlan.SubsetLabel.NETWORK,
                        ShiftPlan.OnDelete.KEEP));
    }

    @Test
    void shouldTakeWhatItsPolicySays() {
        ShiftPlan plan = plan(
                ROUTE,
                """
                steps: [2, 20]
                pacing: {propagationSeconds: 1, soakSeconds: 2, bakeSeconds: 3, watchSeconds: 4}
                objectives: {maxErrorRatio: 0.02, errorFactor: 2, errorMargin: 0.03, latencyQuantile: 0.5,
                    maxLatencyMillis: 400, latencyFactor: 3, latencyAllowanceMillis: 25, minimumRequests: 7}
                """);

        assertThat(plan.ladder().rungs()).containsExactly(new Weight(20), new Weight(200));
        assertThat(plan.pacing())
                .isEqualTo(new Pacing(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4)));
        assertThat(plan.objectives())
                .isEqualTo(new Objectives(
                        new Objectives.ErrorObjective(0.02, 2, 0.03),
                        new Objectives.LatencyObjective(0.5, OptionalDouble.of(400), 3, 25),
                        7));
    }

    @Test
    void shouldPutItsOwnWordsBeforeThePolicysFieldByField() {
        ShiftPlan plan = plan(
                ROUTE
                        + ", steps: [0.1, 50], pacing: {soakSeconds: 9}, objectives: {errorFactor: 4, minimumRequests: 3}",
                """
                steps: [2]
                pacing: {soakSeconds: 2, bakeSeconds: 3}
                objectives: {errorFactor: 2, errorMargin: 0.03, minimumRequests: 7}
                """);

        assertThat(plan.ladder().rungs()).containsExactly(new Weight(1), new Weight(500));
        assertThat(plan.pacing().soak()).isEqualTo(Duration.ofSeconds(9));
        assertThat(plan.pacing().bake()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.pacing().watch()).isEqualTo(Pacing.DEFAULT.watch());
        assertThat(plan.objectives().errors()).isEqualTo(new Objectives.ErrorObjective(0.01, 4, 0.03));
        assertThat(plan.objectives().minimumRequests()).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutAStepOfHundredPerCentWhichComesAfterTheLadderAnyway() {
        assertThat(plan(ROUTE + ", steps: [5, 100]", "").ladder().rungs()).containsExactly(new Weight(50));
    }

    @Test
    void shouldReadWhatTellsTheClustersApartAndWhatBecomesOfTheRoutes() {
        ShiftPlan plan = plan(ROUTE + ", subsetBy: Cluster, onDelete: Restore", "");

        assertThat(plan.subsetLabel()).isEqualTo(ShiftPlan.SubsetLabel.CLUSTER);
        assertThat(plan.onDelete()).isEqualTo(ShiftPlan.OnDelete.RESTORE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service: Checkout, source: k8s2, destination: eks1 | service 'Checkout'",
                "source: k8s2, destination: eks1                    | service 'null'",
                "service: checkout, source: K8S2, destination: eks1 | cluster name 'K8S2'",
                "service: checkout, source: k8s2, destination: e_1  | cluster name 'e_1'",
                "service: checkout, source: k8s2, destination: k8s2 | source and destination are both 'k8s2'",
                "steps: []                                          | a ladder has 1 to 50 steps, not 0",
                "steps: [5, 5]                                      | but 5 % follows 5 %",
                "steps: [0, 5]                                      | but 0 % follows 0 %",
                "steps: [0.05]                                      | weight 0.05 %",
                "steps: [101]                                       | weight 101.0 %",
                "steps: [-1]                                        | weight -1.0 %",
                "pacing: {propagationSeconds: -1}                   | propagation PT-1S",
                "pacing: {soakSeconds: -1}                          | soak PT-1S",
                "pacing: {bakeSeconds: 604801}                      | bake PT168H1S",
                "pacing: {watchSeconds: -1}                         | watch PT-1S",
                "objectives: {maxErrorRatio: 1.1}                   | maximum error ratio 1.1",
                "objectives: {errorFactor: 0.9}                     | error factor 0.9",
                "objectives: {errorMargin: -0.1}                    | error margin -0.1",
                "objectives: {latencyQuantile: 1}                   | latency quantile 1.0",
                "objectives: {maxLatencyMillis: 0}                  | maximum latency 0.0",
                "objectives: {latencyFactor: 0.5}                   | latency factor 0.5",
                "objectives: {latencyAllowanceMillis: -5}           | latency allowance -5.0",
                "objectives: {minimumRequests: 0}                   | minimumRequests 0",
            })
    void shouldNameTheValueThatMakesNoSense(String yaml, String words) {
        String spec = yaml.contains("source") ? yaml : ROUTE + ", " + yaml;

        assertThatIllegalArgumentException().isThrownBy(() -> plan(spec, "")).withMessageContaining(words);
    }

    @Test
    void shouldTakeAnUnsignedSpecificationForAnEditOfIt() {
        Request request = PlanMapping.request(spec(ROUTE), false);

        assertThat(request)
                .isEqualTo(new Request(
                        Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "an edit of the TrafficShift", "", false));
    }

    @Test
    void shouldReadWhoWantsWhat() {
        Request request = PlanMapping.request(
                spec(ROUTE + ", intent: RollBack, attempt: 3,"
                        + " requestedBy: {origin: Alert, name: HighErrorRate, reason: severity critical}"),
                true);

        assertThat(request)
                .isEqualTo(new Request(
                        Request.Intent.ROLL_BACK, 3, Request.Origin.ALERT, "HighErrorRate", "severity critical", true));
    }

    @ParameterizedTest
    @EnumSource(Request.Intent.class)
    void shouldReadBackEveryWishThatItWrites(Request.Intent intent) {
        for (Request.Origin origin : Request.Origin.values()) {
            Request wish = new Request(intent, 2, origin, "ana", "because", false);

            TrafficShiftSpec written = roundTrip(spec(ROUTE).wanting(wish));

            assertThat(PlanMapping.request(written, false)).isEqualTo(wish);
        }
    }

    @Test
    void shouldChangeNothingButTheWish() {
        TrafficShiftSpec before = spec(ROUTE + ", policy: careful, steps: [5], pacing: {soakSeconds: 1},"
                + " objectives: {minimumRequests: 5}, subsetBy: Cluster, onDelete: Restore");
        Request wish = new Request(Request.Intent.PAUSE, 2, Request.Origin.PERSON, "ana", "", false);

        TrafficShiftSpec after = before.wanting(wish);

        assertThat(Stream.of(before, after).map(spec -> PlanMapping.plan(ID, spec, ShiftPolicySpec.EMPTY)))
                .containsOnly(PlanMapping.plan(ID, before, ShiftPolicySpec.EMPTY));
        assertThat(after.policy()).isEqualTo("careful");
    }

    private static ShiftPlan plan(String spec, String policy) {
        ShiftPolicySpec shared = policy.isEmpty()
                ? ShiftPolicySpec.EMPTY
                : Serialization.unmarshal("---\n" + policy, ShiftPolicySpec.class);
        return PlanMapping.plan(ID, spec(spec), shared);
    }

    private static TrafficShiftSpec spec(String fields) {
        return Serialization.unmarshal("--- {" + fields + "}", TrafficShiftSpec.class);
    }

    private static TrafficShiftSpec roundTrip(TrafficShiftSpec spec) {
        return Serialization.unmarshal(Serialization.asJson(spec), TrafficShiftSpec.class);
    }
}
