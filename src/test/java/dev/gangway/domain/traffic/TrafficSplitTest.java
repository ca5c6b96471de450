package dev.gangway.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficSplitTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");

    @Test
    void shouldNameTheSharesSourceFirst() {
        assertThat(split(125).shares())
                .containsExactly(Map.entry(K8S2, new Weight(875)), Map.entry(EKS1, new Weight(125)));
    }

    @Test
    void shouldSumToTheWhole() {
        assertThat(IntStream.rangeClosed(0, 1000).mapToObj(TrafficSplitTest::split))
                .allSatisfy(split -> assertThat(split.shares().values().stream()
                                .mapToInt(Weight::permille)
                                .sum())
                        .isEqualTo(1000));
    }

    @Test
    void shouldRaiseWhenTheDestinationGetsMore() {
        assertThat(split(11).raises(split(10))).isTrue();
        assertThat(split(10).raises(split(10))).isFalse();
        assertThat(split(9).raises(split(10))).isFalse();
    }

    @Test
    void shouldKeepItsClustersWithAnotherShare() {
        assertThat(split(10).withDestination(Weight.ALL)).isEqualTo(split(1000));
    }

    @Test
    void shouldReadAsPeopleWriteIt() {
        assertThat(split(50)).hasToString("95/5 k8s2/eks1");
        assertThat(split(1)).hasToString("99.9/0.1 k8s2/eks1");
    }

    @Test
    void shouldRefuseASplitOfOneCluster() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrafficSplit(K8S2, new ClusterName("k8s2"), Weight.NONE))
                .withMessage("source and destination are both 'k8s2'");
    }

    private static TrafficSplit split(int permille) {
        return new TrafficSplit(K8S2, EKS1, new Weight(permille));
    }
}
