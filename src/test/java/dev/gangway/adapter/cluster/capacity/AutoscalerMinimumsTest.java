package dev.gangway.adapter.cluster.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Leadership;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.shift.Supply.Known;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoscalerMinimumsTest {
    private static final String HPAS = "PUT /apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/till";

    private final Till till = new Till().deployed();
    private AutoscalerMinimums minimums = new AutoscalerMinimums(till.watch, Leadership.alone(), Clock.systemUTC());

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void shouldRaiseTheMinimumAndPutItBackExactly() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        Map<String, Object> before = spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER);
        awaitMinimum(2);

        raise(5);
        assertThat(annotations(ScalerKind.HORIZONTAL_POD_AUTOSCALER))
                .containsEntry("owner", "ana")
                .containsEntry(MinimumNote.ANNOTATION, "{\"shift\":\"shop/till-to-eks1\",\"before\":2,\"raisedTo\":5}");

        raise(9);
        putBack();
        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).isEqualTo(before);
        assertThat(annotations(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).isEqualTo(Map.of("owner", "ana"));
    }

    @Test
    void shouldTakeAMinimumAwayWhereThereWasNone() {
        till.scaledObject("maxReplicaCount: 9");
        Map<String, Object> before = spec(ScalerKind.SCALED_OBJECT);
        awaitMinimum(0);

        raise(5);
        assertThat(spec(ScalerKind.SCALED_OBJECT)).containsEntry("minReplicaCount", 5);

        putBack();
        assertThat(spec(ScalerKind.SCALED_OBJECT)).isEqualTo(before);
    }

    @Test
    void shouldNotRaiseAboveTheMaximumAndNeverLower() {
        till.autoscaler("minReplicas: 3\n  maxReplicas: 4");
        awaitMinimum(3);

        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 2));
        raise(9, 4);
        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 2));

        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 4);
    }

    @Test
    void shouldPutBackWhatAProcessBeforeHasRaised() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        awaitMinimum(2);
        raise(5);

        restart();
        awaitMinimum(5);
        putBack();

        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 2);
    }

    @Test
    void shouldLeaveNothingHalfDoneWhereTheProcessEndsBeforeTheWrite() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        awaitMinimum(2);
        till.gate.refuse(HPAS, 503, "the process was killed here");
        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 5));
        await().untilAsserted(() -> assertThat(minimums.refusal(Till.PLAN.id())).isPresent());

        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 2);
        assertThat(annotations(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).isEqualTo(Map.of("owner", "ana"));
        till.gate.admitAll();
        restart();
        awaitMinimum(2);
        raise(5);
        putBack();
        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 2);
    }

    @Test
    void shouldTellARefusalOfAWebhookInItsWords() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        awaitMinimum(2);
        till.gate.refuse(
                HPAS,
                403,
                "admission webhook 'validation.gatekeeper.sh' denied the request: [replica-limits] at most 3 replicas");

        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 5));

        await().untilAsserted(() -> assertThat(minimums.refusal(Till.PLAN.id()))
                .contains("HorizontalPodAutoscaler till in eks1: it answers 403: admission webhook"
                        + " 'validation.gatekeeper.sh' denied the request: [replica-limits] at most 3 replicas"));
        assertThat(minimums.putBack(Till.PLAN)).as("nothing was raised").isTrue();
        assertThat(minimums.refusal(Till.PLAN.id())).isEmpty();
    }

    @Test
    void shouldLeaveWhatSomebodyElseHasWrittenSince() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        awaitMinimum(2);
        raise(5);
        GenericKubernetesResource edited = till.scaler(ScalerKind.HORIZONTAL_POD_AUTOSCALER);
        edited.<Map<String, Object>>get("spec").put("minReplicas", 3);
        var unused = till.eks1().resource(edited).update();
        awaitMinimum(3);

        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 5));
        await().untilAsserted(() -> assertThat(minimums.refusal(Till.PLAN.id()))
                .contains(
                        "somebody else has changed the minimum of HorizontalPodAutoscaler till in eks1 since it was raised,"
                                + " and it is left alone"));
        restart();
        awaitMinimum(3);
        putBack();
        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 3);
        assertThat(annotations(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).isEqualTo(Map.of("owner", "ana"));
    }

    @Test
    void shouldNeverTouchOneThatIsRaisedForAnotherShift() {
        till.autoscaler("minReplicas: 2\n  maxReplicas: 20");
        GenericKubernetesResource anothers = till.scaler(ScalerKind.HORIZONTAL_POD_AUTOSCALER);
        anothers.getMetadata()
                .setAnnotations(
                        Map.of(MinimumNote.ANNOTATION, "{\"shift\":\"shop/another\",\"before\":1,\"raisedTo\":2}"));
        var unused = till.eks1().resource(anothers).update();
        awaitMinimum(2);

        minimums.raise(Till.PLAN, Map.of(Till.EKS1, 5));

        await().untilAsserted(() -> assertThat(minimums.refusal(Till.PLAN.id()))
                .hasValueSatisfying(words -> assertThat(words).contains("of another shift")));
        assertThat(minimums.putBack(Till.PLAN)).isTrue();
        assertThat(spec(ScalerKind.HORIZONTAL_POD_AUTOSCALER)).containsEntry("minReplicas", 2);
    }

    private void raise(int wanted) {
        raise(wanted, wanted);
    }

    /** As the loop asks for it: again and again. */
    private void raise(int wanted, int comes) {
        await().until(() -> {
            minimums.raise(Till.PLAN, Map.of(Till.EKS1, wanted));
            return minimum() == comes;
        });
    }

    private void putBack() {
        await().until(() -> minimums.putBack(Till.PLAN));
    }

    private void restart() {
        till.restart();
        minimums = new AutoscalerMinimums(till.watch, Leadership.alone(), Clock.systemUTC());
    }

    private void awaitMinimum(int expected) {
        await().until(() -> minimum() == expected);
    }

    /** As the watch sees it. */
    private int minimum() {
        Supply supply = till.supply(Till.EKS1);
        return supply instanceof Known known
                ? known.autoscaler().map(Supply.Autoscaler::minimum).orElse(-1)
                : -1;
    }

    private Map<String, Object> spec(ScalerKind kind) {
        return till.scaler(kind).get("spec");
    }

    private Map<String, String> annotations(ScalerKind kind) {
        return till.scaler(kind).getMetadata().getAnnotations();
    }
}
