package dev.gangway.adapter.cluster.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.shift.Supply.Known;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CapacityWatchTest {
    private static final Optional<String> BLUE = Optional.of("deployment/till-blue");

    private final Till till = new Till();

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void shouldCountTheReadyEndpointsOfAllSlicesAndThoseThatDoNotSay() {
        till.deployed();
        till.slice("till-a", "IPv4", "RRN");
        till.slice("till-b", "IPv4", "UR");

        awaitSupply(new Known(4, Optional.empty(), BLUE));
    }

    @Test
    void shouldCountAPodWithTwoFamiliesOfAddressesOnce() {
        till.deployed();
        till.slice("till-a", "IPv4", "RRN");
        till.slice("till-b", "IPv6", "RRR");

        awaitSupply(new Known(3, Optional.empty(), BLUE));
    }

    @Test
    void shouldFollowPodsThatComeAndGoAndWakeTheShift() {
        till.deployed();
        till.slice("till-a", "IPv4", "RR");
        awaitSupply(new Known(2, Optional.empty(), BLUE));
        till.changed.clear();

        till.slice("till-a", "IPv4", "NR");
        awaitSupply(new Known(1, Optional.empty(), BLUE));
        await().untilAsserted(() -> assertThat(till.changed).contains(Till.PLAN.id()));
    }

    @Test
    void shouldKnowNoPodsOfAServiceThatIsNotThere() {
        awaitSupply(Known.pods(0));
    }

    @Test
    void shouldFindTheAutoscalerOfTheWorkloadThatTheServiceSelects() {
        till.deployed();
        till.slice("till-a", "IPv4", "R");
        till.autoscaler("maxReplicas: 7");

        awaitSupply(new Known(1, Optional.of(new Autoscaler("HorizontalPodAutoscaler", "till", 1, 7)), BLUE));
    }

    @Test
    void shouldTakeAScaledObjectBeforeTheAutoscalerThatItHasMade() {
        till.deployed();
        till.autoscaler("maxReplicas: 7");
        till.scaledObject("maxReplicaCount: 9");

        awaitSupply(new Known(0, Optional.of(new Autoscaler("ScaledObject", "till", 0, 9)), BLUE));
    }

    @Test
    void shouldTakeSeveralWorkloadsBehindOneServiceTogether() {
        till.deployed();
        till.autoscaler("minReplicas: 2\n  maxReplicas: 7");
        till.stand(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: till-green, namespace: shop}
                spec:
                  replicas: 0
                  template: {metadata: {labels: {app: till}}}
                """);

        awaitSupply(new Known(0, Optional.of(new Autoscaler("autoscalers", "till", 2, 7)), Optional.empty()));
    }

    @Test
    void shouldNotKnowAClusterThatDoesNotAnswerButForAWhileWhatWasSeen() {
        till.deployed();
        till.slice("till-a", "IPv4", "RR");
        awaitSupply(new Known(2, Optional.empty(), BLUE));

        till.gate.shut(true);
        await().untilAsserted(() -> assertThat(till.supply(Till.EKS1))
                .isInstanceOfSatisfying(Supply.Unknown.class, unknown -> assertThat(unknown.last())
                        .contains(new Known(2, Optional.empty(), BLUE))));
    }

    @Test
    void shouldSayThatItMayNotReadThem() {
        till.gate.refuse("GET /apis/autoscaling/", 403, "horizontalpodautoscalers.autoscaling is forbidden");
        till.restart();

        await().untilAsserted(() -> assertThat(till.supply(Till.EKS1))
                .isInstanceOfSatisfying(Supply.Unknown.class, unknown -> assertThat(unknown.why())
                        .startsWith("horizontalpodautoscalers can't be read: it answers 403")));
    }

    @Test
    void shouldGoOnWithoutTheKindsThatAClusterDoesNotServe() {
        till.gate.refuse("GET /apis/keda.sh/", 404, "the server could not find the requested resource");
        till.gate.refuse("GET /apis/argoproj.io/", 404, "the server could not find the requested resource");
        till.restart();
        till.deployed();
        till.slice("till-a", "IPv4", "R");

        awaitSupply(new Known(1, Optional.empty(), BLUE));
    }

    private void awaitSupply(Supply expected) {
        await().untilAsserted(() -> assertThat(till.supply(Till.EKS1)).isEqualTo(expected));
    }
}
