package dev.gangway.adapter.cluster.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private final Bed bed = new Bed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void shouldRestartFiftyWorkloadsOneAfterTheOther() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            names.add("app%02d".formatted(i));
            bed.apply(Objects.workload(i, names.get(i)));
        }
        bed.pass(15);
        try (Restarts restarts = new Restarts(bed.client(), Bed.NAMESPACE)) {
            Enrolment begun = bed.enrolments.start(Bed.enrol());
            assertThat(begun.state()).isEqualTo(State.RUNNING);
            assertThat(begun.total()).isEqualTo(50);

            Enrolment done = bed.whenEnded();

            assertThat(done.state()).as(done.message()).isEqualTo(State.DONE);
            assertThat(done.done()).isEqualTo(50);
            assertThat(done.withoutSidecar()).isEmpty();
            names.forEach(bed::assertInjected);
            assertThat(restarts.counts())
                    .hasSize(50)
                    .allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
            assertThat(restarts.mostAtOnce()).isEqualTo(1);
            assertThat(restarts.order())
                    .extracting(EnrolmentTest::kind)
                    .isSorted()
                    .startsWith(WorkloadKind.DEPLOYMENT)
                    .endsWith(WorkloadKind.ROLLOUT);
        }
        assertThat(bed.label("istio.io/rev")).contains("default");
    }

    @Test
    void shouldStopAtTheFirstWorkloadThatDoesNotComeBack() {
        List.of("aaa", "bbb", "ccc").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);
        bed.mesh.setWorkloadFault("eks1", Bed.NAMESPACE, "bbb", true);

        bed.enrolments.start(Bed.enrol());
        Enrolment failed = bed.whenEnded();

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.done()).isEqualTo(1);
        assertThat(failed.current()).contains("Deployment/bbb");
        assertThat(failed.message())
                .startsWith(
                        "Deployment/bbb did not come back from its restart: 1 of 2 pods updated, 2 available for 600 s; pod bbb-")
                .contains("CrashLoopBackOff")
                .endsWith("The rest is untouched; mend it, then start the enrolment again");
        bed.assertInjected("aaa");
        bed.assertUntouched("ccc");
        assertThat(bed.read(ObjectKind.DEPLOYMENT, "ccc").getMetadata().getGeneration())
                .isEqualTo(1);
        assertThat(failed.withoutSidecar()).anyMatch(pod -> pod.matches("ccc-.* \\(Deployment/ccc\\)"));
    }

    @Test
    void shouldGoOnWhereItStoppedOnceTheWorkloadIsMended() {
        List.of("aaa", "bbb", "ccc")
                .forEach(name -> bed.apply(Objects.deployment(name, "progressDeadlineSeconds: 60")));
        bed.pass(10);
        bed.mesh.setWorkloadFault("eks1", Bed.NAMESPACE, "bbb", true);
        bed.enrolments.start(Bed.enrol());
        assertThat(bed.whenEnded().message()).contains("for 60 s");
        bed.mesh.setWorkloadFault("eks1", Bed.NAMESPACE, "bbb", false);
        bed.pass(20);
        try (Restarts restarts = new Restarts(bed.client(), Bed.NAMESPACE)) {
            assertThat(bed.enrolments.start(Bed.enrol()).total()).isEqualTo(1);

            assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
            assertThat(restarts.order()).contains("Deployment/ccc");
            assertThat(restarts.counts()).containsOnlyKeys("Deployment/ccc");
        }
    }

    @Test
    void shouldNotRestartWhatIsNotHealthyToBeginWith() {
        bed.mesh.setWorkloadFault("eks1", Bed.NAMESPACE, "bbb", true);
        List.of("aaa", "bbb").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);

        bed.enrolments.start(Bed.enrol());

        assertThat(bed.whenEnded().message())
                .startsWith("Deployment/bbb is not healthy, so it was not restarted: 2 of 2 pods updated, 0 available");
        assertThat(bed.read(ObjectKind.DEPLOYMENT, "bbb").getMetadata().getGeneration())
                .isEqualTo(1);
    }

    @Test
    void shouldPauseBetweenWorkloads() {
        List.of("aaa", "bbb").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());

        Enrolment first = bed.when(enrolment -> enrolment.done() == 1);
        Enrolment second = bed.when(enrolment ->
                enrolment.current().filter("Deployment/bbb"::equals).isPresent());

        assertThat(second.updatedAt()).isAfterOrEqualTo(first.updatedAt().plusSeconds(5));
    }

    @Test
    void shouldTakeANamespaceOutOfTheMesh() {
        List.of("aaa", "bbb").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.whenEnded();
        bed.assertInjected("aaa");

        bed.enrolments.start(Bed.withdraw());
        Enrolment out = bed.whenEnded();

        assertThat(out.state()).as(out.message()).isEqualTo(State.DONE);
        assertThat(out.done()).isEqualTo(2);
        assertThat(bed.label("istio.io/rev")).isEmpty();
        bed.assertUntouched("aaa");
        bed.assertUntouched("bbb");
    }

    @Test
    void shouldSkipWhatIsAsWantedAlready() {
        bed.apply(Objects.deployment("aaa"));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.whenEnded();
        bed.apply(Objects.deployment("bbb"));
        bed.pass(10);
        long generation = bed.read(ObjectKind.DEPLOYMENT, "aaa").getMetadata().getGeneration();

        bed.enrolments.start(Bed.enrol());

        assertThat(bed.whenEnded().message()).isEqualTo("there was nothing to restart");
        assertThat(bed.read(ObjectKind.DEPLOYMENT, "aaa").getMetadata().getGeneration())
                .isEqualTo(generation);
    }

    @Test
    void shouldTellWhatIsLeftWithoutASidecarAndWhy() {
        bed.apply(Objects.deployment("aaa"));
        bed.apply(Objects.deployment("paused"));
        bed.apply(Objects.deployment("empty", "replicas: 0"));
        bed.apply(Objects.deployment("out")
                .replace("{app: out}\n    spec", "{app: out, sidecar.istio.io/inject: \"false\"}\n    spec"));
        bed.apply(Objects.workload(
                "apps/v1", "StatefulSet", Bed.NAMESPACE, "byhand", "updateStrategy: {type: OnDelete}"));
        bed.apply(Objects.workload("apps/v1", "DaemonSet", Bed.NAMESPACE, "node", "minReadySeconds: 0")
                .replace("      containers:", "      hostNetwork: true\n      containers:"));
        bed.apply(Objects.deployment("single", "strategy: {type: Recreate}"));
        bed.apply(Objects.pod("debug", "labels: {app: debug}"));
        bed.apply(Objects.pod(
                "report", "ownerReferences: [{apiVersion: batch/v1, kind: Job, name: report, uid: \"1\"}]"));
        bed.pass(10);
        GenericKubernetesResource paused = bed.read(ObjectKind.DEPLOYMENT, "paused");
        paused.<Map<String, Object>>get("spec").put("paused", true);
        bed.client().resource(paused).update();

        bed.enrolments.start(Bed.enrol());
        Enrolment done = bed.whenEnded();

        assertThat(done.state()).as(done.message()).isEqualTo(State.DONE);
        assertThat(done.done()).isEqualTo(2);
        assertThat(done.withoutSidecar())
                .anyMatch(pod -> pod.equals("debug (belongs to nothing that would start it anew)"))
                .anyMatch(pod -> pod.equals("report (of a Job, which is not restarted)"))
                .anyMatch(pod -> pod.startsWith("paused-") && pod.contains("is paused: resume it"))
                .anyMatch(pod -> pod.startsWith("out-") && pod.contains("opts out by the pod label"))
                .anyMatch(pod -> pod.startsWith("byhand-0") && pod.contains("updateStrategy OnDelete"))
                .anyMatch(pod -> pod.startsWith("node-") && pod.contains("host's network"))
                .noneMatch(pod -> pod.startsWith("aaa") || pod.startsWith("single"));
        assertThat(done.notes())
                .contains("Deployment/single is down for a moment while it is restarted: its strategy is Recreate");
        assertThat(done.message())
                .isEqualTo("2 workloads restarted; %d pods are left without its sidecar"
                        .formatted(done.withoutSidecar().size()));
    }

    @Test
    void shouldStopAfterTheWorkloadAtHand() {
        List.of("aaa", "bbb", "ccc").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.when(enrolment -> Survey.isRestarted(
                new Workload(
                        WorkloadKind.DEPLOYMENT,
                        bed.client()
                                .getKubernetesSerialization()
                                .convertValue(bed.read(ObjectKind.DEPLOYMENT, "aaa"), ObjectNode.class)),
                enrolment.startedAt()));

        Enrolment stopping = bed.enrolments.stop(Bed.EKS1, Bed.NAMESPACE, "bob");
        Enrolment stopped = bed.whenEnded();

        assertThat(stopping.stopBy()).contains("bob");
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.done()).isEqualTo(1);
        assertThat(stopped.message()).isEqualTo("stopped by bob; start it again to go on");
        bed.assertInjected("aaa");
        bed.assertUntouched("bbb");
        assertThat(bed.enrolments.stop(Bed.EKS1, Bed.NAMESPACE, "carol")).isEqualTo(stopped);
    }

    @Test
    void shouldStopWhenSomebodyTakesTheLabelBack() {
        List.of("aaa", "bbb").forEach(name -> bed.apply(Objects.deployment(name)));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.when(enrolment -> enrolment.current().isPresent());

        bed.client().namespaces().withName(Bed.NAMESPACE).edit(namespace -> {
            namespace.getMetadata().getLabels().remove("istio.io/rev");
            return namespace;
        });
        Enrolment failed = bed.whenEnded();

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.message()).containsAnyOf("somebody has changed the labels", "came back without a sidecar");
        bed.assertUntouched("bbb");
    }

    @Test
    void shouldMoveToAnotherRevisionByItsTag() {
        bed.apply(Objects.injector("istio-sidecar-injector-1-31", "istio.io/rev: 1-31"));
        bed.apply(Objects.injector("istio-revision-tag-stable", "istio.io/rev: 1-31, istio.io/tag: stable"));
        bed.apply(Objects.deployment("aaa"));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.whenEnded();

        bed.enrolments.start(Bed.request("stable", false, false));

        assertThat(bed.whenEnded().done()).isEqualTo(1);
        assertThat(bed.pods("aaa")).allMatch(pod -> pod.revision().orElseThrow().equals("1-31"));
    }

    @Test
    void shouldWaitForAClusterThatDoesNotAnswerAndSaySo() {
        bed.apply(Objects.deployment("aaa"));
        bed.pass(10);
        bed.enrolments.start(Bed.enrol());
        bed.when(enrolment -> enrolment.current().isPresent());

        bed.mesh.setApiServerOff("eks1", true);
        bed.pass(60);
        bed.mesh.setApiServerOff("eks1", false);

        assertThat(bed.whenEnded().state()).isEqualTo(State.DONE);
        bed.assertInjected("aaa");
    }

    private static WorkloadKind kind(String id) {
        return WorkloadKind.of(id).orElseThrow();
    }
}
