package dev.gangway.adapter.cluster.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftState;
import dev.gangway.control.enrolment.Enrolment.State;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace that is in both clusters, and in the mesh in k8s2 alone: with the sidecars in eks1 its traffic would start there. */
class TrafficGuardTest {
    private static final Request WANTED =
            new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "alice", "", false);

    private final Bed bed = new Bed();

    @BeforeEach
    void sameServiceInBothClusters() {
        bed.apply("k8s2", Objects.namespace(Bed.NAMESPACE, "istio-injection: enabled"));
        for (String cluster : List.of("k8s2", "eks1")) {
            bed.apply(cluster, Objects.service(Bed.NAMESPACE, "till", "type: ClusterIP"));
            bed.apply(cluster, Objects.deployment("till"));
        }
        bed.pass(10);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void shouldRefuseWhereNoRoutesSayWhatEachClusterGets() {
        assertRefused(
                "Service legacy/till is in the mesh in [k8s2] too, and no routes in [eks1, k8s2] say what each cluster gets, so a share would come here at once: start its shift first");
        bed.assertUntouched("till");
    }

    @Test
    void shouldRefuseWhileOnlyOneClusterIsPinned() {
        pin("eks1");

        assertRefused("no routes in [k8s2] say what each cluster gets");
    }

    @Test
    void shouldEnrolOnceItIsPinnedInEveryCluster() {
        pin("eks1");
        pin("k8s2");

        bed.enrolments.start(Bed.enrol());

        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
        bed.assertInjected("till");
    }

    @Test
    void shouldNotTakeSubsetsOfVersionsForAPin() {
        pin("k8s2");
        for (String object : Objects.pin(Bed.NAMESPACE, "till")) {
            bed.apply(object.replaceAll("topology.istio.io/network: [a-z0-9.]+", "version: v1"));
        }

        assertRefused("no routes in [eks1] say what each cluster gets");
    }

    @Test
    void shouldEnrolByForce() {
        bed.enrolments.start(Bed.request("default", false, true));

        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldWaitForAShiftWhoseRoutesDoNotStandYet() {
        pin("eks1");
        pin("k8s2");
        shift(ShiftState.initial(bed.clock.instant()).phase());

        assertRefused("shift legacy/till is Pending: its routes do not stand at k8s2 in every cluster yet");

        shift(new Shifting(Weight.NONE));
        bed.enrolments.start(Bed.enrol());
        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldRefuseWhenAClusterCanNotBeAsked() {
        bed.mesh.setApiServerOff("k8s2", true);

        assertRefused("cluster k8s2 can't be asked whether it has the same Services in the mesh");
    }

    @Test
    void shouldLetThroughWhatNoGatewayCarries() {
        bed.client().services().inNamespace(Bed.NAMESPACE).withName("till").delete();
        bed.apply(Objects.service(Bed.NAMESPACE, "till", "clusterIP: None"));

        bed.enrolments.start(Bed.enrol());

        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldNameAServiceThatNoShiftCanMove() {
        bed.client().services().inNamespace(Bed.NAMESPACE).withName("till").delete();
        bed.apply(Objects.service(Bed.NAMESPACE, "till", "type: ClusterIP")
                + "    - {name: dns, port: 53, protocol: UDP}\n");

        assertRefused("no shift can move it, since it has ports of UDP too: give those a Service of their own");
    }

    @Test
    void shouldLetThroughANamespaceThatIsInNoMeshElsewhere() {
        bed.mesh.client("k8s2").namespaces().withName(Bed.NAMESPACE).edit(namespace -> {
            namespace.getMetadata().setLabels(Map.of());
            return namespace;
        });
        bed.mesh.client("k8s2").pods().inNamespace(Bed.NAMESPACE).delete();
        bed.pass(10);

        bed.enrolments.start(Bed.enrol());

        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldNotTakeSidecarsFromWhereAShiftSendsRequests() {
        shift(new Shifting(Weight.percent(BigDecimal.TEN)));

        EnrolmentRequest withdraw = Bed.withdraw();
        assertThatThrownBy(() -> bed.enrolments.start(withdraw))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the routes of shift legacy/till (Shifting) send requests to eks1");

        shift(new Shifting(Weight.NONE));
        bed.enrolments.start(withdraw);
        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
    }

    private void pin(String cluster) {
        for (String object : Objects.pin(Bed.NAMESPACE, "till")) {
            bed.apply(cluster, object);
        }
    }

    private void shift(Phase phase) {
        ShiftState first = ShiftState.initial(bed.clock.instant());
        bed.shifts.put(
                new ShiftPlan(
                        new ShiftId(Bed.NAMESPACE, "till"),
                        new ServiceRef(Bed.NAMESPACE, "till"),
                        new ClusterName("k8s2"),
                        Bed.EKS1,
                        Ladder.DEFAULT,
                        Pacing.DEFAULT,
                        Objectives.DEFAULT,
                        ShiftPlan.SubsetLabel.NETWORK,
                        ShiftPlan.OnDelete.KEEP,
                        ShiftPlan.Mode.SHIFT),
                WANTED,
                new ShiftState(
                        phase,
                        first.reason(),
                        1,
                        first.verdict(),
                        List.of(),
                        first.evidence(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        first.recordedAt()));
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> bed.enrolments.start(Bed.enrol()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.field()).isEqualTo("force");
                    assertThat(refused.getMessage()).contains(words);
                });
        assertThat(bed.label("istio.io/rev")).isEmpty();
    }
}
