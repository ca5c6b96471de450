package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Wanted.Want.Kind.ABSENT;
import static dev.gangway.adapter.istio.Wanted.Want.Kind.AS_IT_IS;
import static dev.gangway.adapter.istio.Wanted.Want.Kind.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.istio.Wanted.Want;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WantedTest {
    private static final String SOURCE = "k8s2";
    private static final String DESTINATION = "eks1";
    private static final String THIRD = "gke1";

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(Stage.DESTINATION_SUBSETS, SOURCE, AS_IT_IS, AS_IT_IS),
                Arguments.of(Stage.DESTINATION_SUBSETS, DESTINATION, PRESENT, AS_IT_IS),
                Arguments.of(Stage.DESTINATION_SUBSETS, THIRD, AS_IT_IS, AS_IT_IS),
                Arguments.of(Stage.SUBSETS, SOURCE, PRESENT, AS_IT_IS),
                Arguments.of(Stage.SUBSETS, DESTINATION, PRESENT, AS_IT_IS),
                Arguments.of(Stage.SUBSETS, THIRD, PRESENT, AS_IT_IS),
                Arguments.of(Stage.ROUTES, SOURCE, PRESENT, PRESENT),
                Arguments.of(Stage.ROUTES, DESTINATION, PRESENT, PRESENT),
                Arguments.of(Stage.ROUTES, THIRD, PRESENT, PRESENT),
                Arguments.of(Stage.ROUTES_REMOVED, SOURCE, AS_IT_IS, ABSENT),
                Arguments.of(Stage.ROUTES_REMOVED, DESTINATION, AS_IT_IS, ABSENT),
                Arguments.of(Stage.ROUTES_REMOVED, THIRD, AS_IT_IS, ABSENT),
                Arguments.of(Stage.CLIENT_SUBSETS_REMOVED, SOURCE, ABSENT, ABSENT),
                Arguments.of(Stage.CLIENT_SUBSETS_REMOVED, DESTINATION, AS_IT_IS, ABSENT),
                Arguments.of(Stage.CLIENT_SUBSETS_REMOVED, THIRD, ABSENT, ABSENT),
                Arguments.of(Stage.REMOVED, SOURCE, ABSENT, ABSENT),
                Arguments.of(Stage.REMOVED, DESTINATION, ABSENT, ABSENT),
                Arguments.of(Stage.REMOVED, THIRD, ABSENT, ABSENT));
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldWantOfEachClusterWhatTheStageSays(Stage stage, String cluster, Want.Kind subsets, Want.Kind routes) {
        Wanted wanted = Wanted.in(
                new ClusterName(cluster), Plans.CHECKOUT, Plans.target(stage, 50), Plans.NETWORKS, List.of("*"));

        assertThat(wanted.subsets().kind()).isEqualTo(subsets);
        assertThat(wanted.routes().kind()).isEqualTo(routes);
        if (subsets == PRESENT) {
            assertThat(wanted.subsets().object())
                    .isEqualTo(IstioObjects.subsets(Plans.CHECKOUT, Plans.NETWORKS, List.of("*")));
        }
        if (routes == PRESENT) {
            assertThat(wanted.routes().object())
                    .isEqualTo(IstioObjects.routes(
                            Plans.CHECKOUT, Plans.target(stage, 50).split()));
        }
    }
}
