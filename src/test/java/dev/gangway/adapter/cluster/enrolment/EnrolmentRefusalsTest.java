package dev.gangway.adapter.cluster.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentRefusalsTest {
    private final Bed bed = new Bed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void shouldRefuseAClusterThatIsNotKnown() {
        assertRefused(
                new EnrolmentRequest(
                        new ClusterName("eks9"), Bed.NAMESPACE, "default", Duration.ZERO, false, false, "alice"),
                "cluster",
                "there is no cluster 'eks9': name one of [eks1, k8s2]");
    }

    @Test
    void shouldRefuseANamespaceThatIsNotThere() {
        assertRefused(
                new EnrolmentRequest(Bed.EKS1, "nowhere", "default", Duration.ZERO, false, false, "alice"),
                "namespace",
                "there is no namespace nowhere in cluster eks1");
    }

    @Test
    void shouldRefuseARevisionThatNoInjectorAnswersTo() {
        bed.apply(Objects.injector("istio-revision-tag-stable", "istio.io/rev: 1-31, istio.io/tag: stable"));
        bed.apply(Objects.injector("istio-validator-1-99", "istio.io/rev: 1-99"));

        assertRefused(
                Bed.request("1-99", false, false),
                "revision",
                "no injector of cluster eks1 answers to revision '1-99', so pods would start without a sidecar: ask for one of [default, stable]");
        assertThat(bed.label("istio.io/rev")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "disabled"})
    void shouldRefuseARevisionBesideTheLabelThatGoesBefore(String value) {
        bed.apply(Objects.injector("istio-sidecar-injector-1-31", "istio.io/rev: 1-31"));
        relabel(Map.of("istio-injection", value));

        assertRefused(
                Bed.request("1-31", false, false),
                "revision",
                "namespace legacy of cluster eks1 has the label istio-injection=%s, which goes before istio.io/rev=1-31: remove it with kubectl label namespace legacy istio-injection-"
                        .formatted(value));
    }

    @Test
    void shouldTakeANamespaceThatIsEnrolledByTheOtherLabelForTheDefaultRevision() {
        bed.apply(Objects.deployment("aaa"));
        bed.pass(10);
        relabel(Map.of("istio-injection", "enabled"));

        bed.enrolments.start(Bed.enrol());
        bed.whenEnded();

        bed.assertInjected("aaa");
        assertThat(bed.label("istio.io/rev")).isEmpty();
        assertRefused(Bed.withdraw(), "revision", "is in the mesh by its label istio-injection=enabled");
    }

    @Test
    void shouldRefuseASecondOneInTheSameNamespace() {
        bed.apply(Objects.deployment("aaa"));
        bed.enrolments.start(Bed.enrol());

        assertRefused(
                Bed.withdraw(),
                "namespace",
                "namespace legacy of cluster eks1 is being enrolled since 2026-11-22T12:00:00Z, as alice wants");
    }

    @Test
    void shouldRefuseWhereANoteThatIsNoneOfOursStands() {
        bed.client().namespaces().withName(Bed.NAMESPACE).edit(namespace -> {
            namespace.getMetadata().setAnnotations(Map.of(EnrolmentNote.ANNOTATION, "{\"state\":\"Fine\"}"));
            return namespace;
        });

        assertRefused(
                Bed.enrol(),
                "namespace",
                "annotation gangway.dev/enrolment of namespace legacy can't be read: kubectl annotate namespace legacy gangway.dev/enrolment- removes it");
    }

    @Test
    void shouldSayThatAClusterDoesNotAnswer() {
        bed.mesh.setApiServerOff("eks1", true);

        assertThatThrownBy(() -> bed.enrolments.start(Bed.enrol()))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining(
                        "cluster eks1 did not do, or did not confirm, what it was asked: its API server answers 503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2h", "-1s", "soon", "", "61m"})
    void shouldRefuseAPaceOutOfRange(String pace) {
        assertThatThrownBy(() -> new EnrolmentRequest(
                        Bed.EKS1, Bed.NAMESPACE, "default", EnrolmentRequest.pace(pace), false, false, "alice"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.field())
                        .isEqualTo("pace"));
    }

    private void relabel(Map<String, String> labels) {
        bed.client().namespaces().withName(Bed.NAMESPACE).edit(namespace -> {
            namespace.getMetadata().setLabels(labels);
            return namespace;
        });
    }

    private void assertRefused(EnrolmentRequest request, String field, String words) {
        assertThatThrownBy(() -> bed.enrolments.start(request))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.getMessage()).contains(words);
                });
    }
}
