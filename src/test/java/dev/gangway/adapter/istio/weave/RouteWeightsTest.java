package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.istio.weave.RouteWeights.Demand;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteWeightsTest {

    @Test
    void shouldKeepTheSumWhereEveryShareIsWholeInIt() {
        assertThat(weights(100, divided(90), whole(10))).containsExactly(81, 9, 10);
        assertThat(weights(500, divided(2), whole(5))).containsExactly(1, 1, 5);
    }

    @Test
    void shouldTakeAHundredElseAThousandElseTheLeastSumThatIsExact() {
        assertThat(weights(50, divided(1), whole(1))).containsExactly(475, 25, 500);
        assertThat(weights(100, divided(1), whole(1))).containsExactly(45, 5, 50);
        assertThat(weights(1, divided(1), whole(2))).containsExactly(999, 1, 2000);
    }

    @Test
    void shouldTakeARoundSumWhereThereIsNone() {
        assertThat(weights(50, divided(0))).containsExactly(95, 5);
        assertThat(weights(5, divided(0))).containsExactly(995, 5);
    }

    @Test
    void shouldReduceLargeWeightsRatherThanRefuseThem() {
        assertThat(weights(50, divided(1_000_000_000), whole(1_000_000_000)))
                .containsExactly(950_000_000, 50_000_000, 1_000_000_000);
        assertThat(weights(1, divided(999_999_999), whole(999_999_999))).containsExactly(999, 1, 1000);
    }

    @Test
    void shouldBeEmptyWhereNo32BitsHoldTheSum() {
        assertThat(new RouteWeights(List.of(
                                divided(1).apply(7), whole(2_147_483_629).apply(7)))
                        .woven())
                .isEmpty();
    }

    private interface Part {
        Demand apply(int permille);
    }

    private static Part divided(long weight) {
        return permille -> new Demand(
                weight,
                Optional.of(new TrafficSplit(new ClusterName("a"), new ClusterName("b"), new Weight(permille))));
    }

    private static Part whole(long weight) {
        return permille -> new Demand(weight, Optional.empty());
    }

    private static List<Integer> weights(int permille, Part... parts) {
        return new RouteWeights(List.of(parts).stream()
                        .map(part -> part.apply(permille))
                        .toList())
                .woven()
                .orElseThrow();
    }
}
