package dev.gangway.control.decommission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectedClustersTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final Finding TRAFFIC = new Finding(Finding.Kind.DESTINATION_TRAFFIC, "cart", "seen", "todo");
    private static final Finding ROUTE = new Finding(Finding.Kind.WEIGHTS, "routes", "seen", "todo");

    @Test
    void shouldBeEmptyOnlyWhereNothingIsFoundAndAllIsKnown() {
        assertThat(report(Runnable::run, sees(List.of(), List.of())).isEmpty()).isTrue();
        assertThat(report(Runnable::run, sees(List.of(ROUTE), List.of())).isEmpty())
                .isFalse();
        assertThat(report(Runnable::run, sees(List.of(), List.of(ROUTE))).isEmpty())
                .isFalse();
    }

    @Test
    void shouldTellTheFindingsInTheOrderInWhichTheyAreWorkedOff() {
        assertThat(report(Runnable::run, sees(List.of(ROUTE), List.of()), sees(List.of(TRAFFIC), List.of()))
                        .findings())
                .containsExactly(TRAFFIC, ROUTE);
    }

    @Test
    void shouldNotTakeAnInspectionThatFailsForOneThatFindsNothing() {
        DecommissionReport report = report(Runnable::run, failing(), sees(List.of(ROUTE), List.of()));

        assertThat(report.findings()).containsExactly(ROUTE);
        assertThat(report.unknown()).singleElement().satisfies(unknown -> {
            assertThat(unknown.kind()).isEqualTo(Finding.Kind.INGRESS);
            assertThat(unknown.seen()).contains("fault of Gangway");
        });
    }

    @Test
    void shouldNotWaitForAnInspectionThatHangs() {
        Executor never = task -> {};

        assertThat(report(never, sees(List.of(), List.of())).unknown())
                .singleElement()
                .satisfies(unknown -> assertThat(unknown.seen()).contains("no answer within 0 s"));
    }

    @Test
    void shouldSayWhereTooManyReportsAreUnderWay() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };

        assertThat(report(full, sees(List.of(), List.of())).unknown())
                .singleElement()
                .satisfies(unknown -> assertThat(unknown.seen()).contains("too many reports"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 91, -1})
    void shouldRefuseDaysOutOfRange(int days) {
        assertThatThrownBy(() -> clusters(Runnable::run).report(K8S2, days))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::field)
                .isEqualTo("days");
    }

    @Test
    void shouldRefuseAClusterThatIsNotThere() {
        assertThatThrownBy(() -> clusters(Runnable::run).report(new ClusterName("eks9"), 7))
                .asInstanceOf(type(RefusedException.class))
                .extracting(RefusedException::kind)
                .isEqualTo(Kind.NOT_FOUND);
    }

    private static DecommissionReport report(Executor threads, Inspection... inspections) {
        return clusters(threads, inspections).report(K8S2, 7);
    }

    private static InspectedClusters clusters(Executor threads, Inspection... inspections) {
        return new InspectedClusters(() -> List.of("k8s2"), List.of(inspections), threads, Duration.ofMillis(100));
    }

    private static Inspection sees(List<Finding> findings, List<Finding> unknown) {
        return inspection(() -> new Inspection.Sight(findings, unknown));
    }

    private static Inspection failing() {
        return inspection(() -> {
            throw new IllegalStateException("failed on purpose");
        });
    }

    private static Inspection inspection(Supplier<Inspection.Sight> sight) {
        return new Inspection() {
            @Override
            public Set<Finding.Kind> kinds() {
                return Set.of(Finding.Kind.INGRESS);
            }

            @Override
            public Sight inspect(ClusterName cluster, int days) {
                return sight.get();
            }
        };
    }
}
