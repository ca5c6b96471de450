package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import dev.gangway.domain.analysis.Objectives.Pace;
import dev.gangway.domain.analysis.Objectives.RiskLimits;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        ShiftPlan.OnDelete.KEEP,
                        ShiftPlan.Mode.SHIFT));
    }

    @Test
    void shouldTakeWhatItsPolicySays() {
        ShiftPlan plan = plan(
                ROUTE,
                """
                steps: [2, 20]
                pacing: {propagationSeconds: 1, soakSeconds: 2, maxSoakSeconds: 90, bakeSeconds: 3, watchSeconds: 4,
                         metricsBudgetSeconds: 0}
                objectives: {maxErrorRatio: 0.02, errorFactor: 2, errorMargin: 0.03, errorCodes: ["5xx", "429", "0"],
                    grpcErrorStatuses: [2, 14], latencyQuantile: 0.5, maxLatencyMillis: 400, latencyFactor: 3,
                    latencyAllowanceMillis: 25, minimumRequests: 7, falseRollbackRate: 0.01, exposureBudget: 2.5}
                """);

        assertThat(plan.ladder().rungs()).containsExactly(new Weight(20), new Weight(200));
        assertThat(plan.pacing())
                .isEqualTo(new Pacing(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ZERO));
        assertThat(plan.objectives())
                .isEqualTo(new Objectives(
                        new ErrorObjective(OptionalDouble.of(0.02), 2, 0.03),
                        new LatencyObjective(0.5, OptionalDouble.of(400), 3, 25),
                        new RiskLimits(0.01, 2.5, 7, Duration.ofSeconds(90), Pace.EVIDENCE),
                        new FailureCriteria(Set.of("5xx", "429", "0"), Set.of(2, 14))));
    }

    @Test
    void shouldPutItsOwnWordsBeforeThePolicysFieldByField() {
        ShiftPlan plan = plan(
                ROUTE
                        + ", steps: [0.1, 50], pacing: {soakSeconds: 9},"
                        + " objectives: {errorFactor: 4, minimumRequests: 3, errorCodes: ['5xx']}",
                """
                steps: [2]
                pacing: {soakSeconds: 2, bakeSeconds: 3}
                objectives: {errorFactor: 2, errorMargin: 0.03, minimumRequests: 7, errorCodes: ["429"],
                    grpcErrorStatuses: []}
                """);

        assertThat(plan.ladder().rungs()).containsExactly(new Weight(1), new Weight(500));
        assertThat(plan.pacing().soak()).isEqualTo(Duration.ofSeconds(9));
        assertThat(plan.pacing().bake()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.pacing().watch()).isEqualTo(Pacing.DEFAULT.watch());
        assertThat(plan.objectives().errors()).isEqualTo(new ErrorObjective(OptionalDouble.empty(), 4, 0.03));
        assertThat(plan.objectives().risk().minimumRequests()).isEqualTo(3);
        assertThat(plan.objectives().risk().exposureBudget())
                .isEqualTo(Objectives.DEFAULT.risk().exposureBudget());
        assertThat(plan.objectives().failures()).isEqualTo(new FailureCriteria(Set.of("5xx"), Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                    |                                     | EVIDENCE | 20",
                "                                    | soakSeconds: 5                      | EVIDENCE | 5",
                "                                    | intervalSeconds: 30                 | EVIDENCE | 20",
                "pace: Interval                      |                                     | INTERVAL | 60",
                "pace: Interval                      | soakSeconds: 5                      | INTERVAL | 60",
                "pace: Interval                      | intervalSeconds: 30                 | INTERVAL | 30",
                "intervalSeconds: 45                 | pace: Interval, intervalSeconds: 30 | INTERVAL | 45",
                "pace: Evidence                      | pace: Interval, soakSeconds: 5      | EVIDENCE | 5",
            })
    void shouldStayAtAStepForTheIntervalWhereItGoesByTheClockAndElseForTheSoak(
            String own, String policy, Pace pace, int seconds) {
        ShiftPlan plan = plan(
                ROUTE + (own == null ? "" : ", pacing: {" + own + "}"),
                policy == null ? "" : "pacing: {" + policy + "}");

        assertThat(plan.objectives().risk().pace()).isEqualTo(pace);
        assertThat(plan.pacing().soak()).isEqualTo(Duration.ofSeconds(seconds));
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

    @Test
    void shouldMoveTrafficUnlessItIsOnlyToObserve() {
        assertThat(plan(ROUTE + ", mode: Shift", "").mode()).isEqualTo(ShiftPlan.Mode.SHIFT);
        assertThat(plan(ROUTE + ", mode: Observe", "").mode()).isEqualTo(ShiftPlan.Mode.OBSERVE);
    }

    @Test
    void shouldCountPodsAsTheShiftSaysAndThenItsPolicy() {
        assertThat(plan(ROUTE + ", capacity: {prewarm: true}", "capacity: {podRatio: 0.5, prewarm: false}")
                        .precautions())
                .isEqualTo(new Precautions(Set.of(), new BigDecimal("0.5"), true));
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
                "steps: []                                          | steps: a ladder has 1 to 50 steps, not 0",
                "steps: [5, 5]                                      | steps must rise strictly between 0 and 100 %, but 5 % follows 5 %",
                "steps: [0, 5]                                      | but 0 % follows 0 %",
                "steps: [0.05]                                      | steps: weight 0.05 % is not between 0 and 100 in steps of 0.1",
                "steps: [101]                                       | steps: weight 101.0 %",
                "steps: [-1]                                        | steps: weight -1.0 %",
                "steps: [5, null]                                   | steps: there is an empty entry in the list",
                "pacing: {propagationSeconds: -1}                   | pacing.propagationSeconds: propagation PT-1S must be between 0 s and 7 days",
                "pacing: {soakSeconds: -1}                          | pacing.soakSeconds: soak PT-1S",
                "pacing: {maxSoakSeconds: -1}                       | pacing.maxSoakSeconds: maximum soak in seconds -1.0",
                "pacing: {bakeSeconds: 604801}                      | pacing.bakeSeconds: bake PT168H1S",
                "pacing: {metricsBudgetSeconds: -1}                 | pacing.metricsBudgetSeconds: metrics budget PT-1S",
                "pacing: {watchSeconds: -1}                         | pacing.watchSeconds: watch PT-1S",
                "pacing: {pace: Interval, intervalSeconds: -1}      | pacing.intervalSeconds: soak PT-1S",
                "capacity: {podRatio: 101}                          | capacity.podRatio: podRatio 101.0 is not between 0 and 100",
                "objectives: {maxErrorRatio: 1.1}                   | objectives.maxErrorRatio: maximum error ratio 1.1 must be between 0 and 1",
                "objectives: {errorFactor: 0.9}                     | objectives.errorFactor: error factor 0.9 must be at least 1",
                "objectives: {errorMargin: -0.1}                    | objectives.errorMargin: error margin -0.1",
                "objectives: {errorCodes: ['5x']}                   | objectives.errorCodes: error code '5x' is not of the form 503, 5xx or 0",
                "objectives: {errorCodes: [null]}                   | objectives.errorCodes: there is an empty entry in the list",
                "objectives: {grpcErrorStatuses: [17]}              | objectives.grpcErrorStatuses: gRPC status 17 is not between 1 and 16",
                "objectives: {latencyQuantile: 1}                   | objectives.latencyQuantile: latency quantile 1.0",
                "objectives: {maxLatencyMillis: 0}                  | objectives.maxLatencyMillis: maximum latency 0.0",
                "objectives: {latencyFactor: 0.5}                   | objectives.latencyFactor: latency factor 0.5",
                "objectives: {latencyAllowanceMillis: -5}           | objectives.latencyAllowanceMillis: latency allowance -5.0",
                "objectives: {minimumRequests: 0}                   | objectives.minimumRequests: minimum of requests 0.0",
                "objectives: {falseRollbackRate: 0.2}               | objectives.falseRollbackRate: false rollback rate 0.2",
                "objectives: {exposureBudget: 0}                    | objectives.exposureBudget: exposure budget 0.0",
            })
    void shouldNameTheValueThatMakesNoSense(String yaml, String words) {
        String spec = yaml.contains("source") ? yaml : ROUTE + ", " + yaml;

        assertThatIllegalArgumentException().isThrownBy(() -> plan(spec, "")).withMessageContaining(words);
    }

    @Test
    void shouldSayThatItIsThePolicyThatMakesNoSense() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> plan(ROUTE + ", policy: careful", "objectives: {errorFactor: 0.9}"))
                .withMessage("objectives.errorFactor of ShiftPolicy 'careful': error factor 0.9 must be at least 1")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("policy"));
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

    /** Whoever edits the intent alone leaves the name of who wanted the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"intent: RollBack, attempt: 2", "intent: Pause, attempt: 3", "attempt: 3"})
    void shouldNotTakeAnEditForAWishOfWhoeverWantedSomethingElseBefore(String edited) {
        String signed = ", requestedBy: {origin: Alert, name: ana, reason: because, intent: Pause, attempt: 2}";

        Request request = PlanMapping.request(spec(ROUTE + ", " + edited + signed), false);

        assertThat(request.by()).isEqualTo("an edit of the TrafficShift");
        assertThat(request.origin()).isEqualTo(Request.Origin.PERSON);
        assertThat(request.why()).isEmpty();
        assertThat(PlanMapping.request(spec(ROUTE + ", intent: Pause, attempt: 2" + signed), false)
                        .by())
                .isEqualTo("ana");
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
                + " objectives: {minimumRequests: 5}, subsetBy: Cluster, onDelete: Restore, mode: Observe");
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
