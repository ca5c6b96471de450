package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.EKS1;
import static dev.gangway.adapter.istio.Plans.K8S2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.Outlook;
import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each stage wants of each cluster. */
class SituationTest {
    private static final Set<String> BOTH = Set.of("k8s2", "eks1");
    private static final Set<RouteProtocol> HTTP = Set.of(RouteProtocol.HTTP);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "DESTINATION_SUBSETS, k8s2, -",
                "DESTINATION_SUBSETS, eks1, +DestinationRule",
                "DESTINATION_SUBSETS, gke1, -",
                "SUBSETS, k8s2, +DestinationRule",
                "SUBSETS, eks1, +DestinationRule",
                "SUBSETS, gke1, +DestinationRule",
                "ROUTES, k8s2, +DestinationRule +VirtualService",
                "ROUTES, eks1, +DestinationRule +VirtualService",
                "ROUTES, gke1, +DestinationRule +VirtualService",
                "ROUTES_REMOVED, k8s2, -",
                "REMOVED, eks1, -"
            })
    void shouldPutInPlaceWhatTheStageSays(Stage stage, String cluster, String deeds) {
        assertThat(deeds(situation(cluster, BOTH).at(Plans.target(stage, 50), List.of())))
                .isEqualTo(deeds == null ? "" : deeds);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "DESTINATION_SUBSETS, eks1, -",
                "SUBSETS, k8s2, -",
                "ROUTES, k8s2, -",
                "ROUTES_REMOVED, k8s2, -VirtualService",
                "ROUTES_REMOVED, eks1, -VirtualService",
                "ROUTES_REMOVED, gke1, -VirtualService",
                "CLIENT_SUBSETS_REMOVED, k8s2, -VirtualService -DestinationRule",
                "CLIENT_SUBSETS_REMOVED, eks1, -VirtualService",
                "CLIENT_SUBSETS_REMOVED, gke1, -VirtualService -DestinationRule",
                "REMOVED, k8s2, -VirtualService -DestinationRule",
                "REMOVED, eks1, -VirtualService -DestinationRule"
            })
    void shouldLeaveOrTakeAwayWhatStands(Stage stage, String cluster, String deeds) {
        assertThat(deeds(situation(cluster, BOTH).at(Plans.target(stage, 50), standing(cluster))))
                .isEqualTo(deeds == null ? "" : deeds);
    }

    @Test
    void shouldNameNoSubsetThatTheDestinationDoesNotDefineYet() {
        Outlook outlook = situation("k8s2", Set.of()).at(Plans.target(Stage.ROUTES, 0), List.of());

        assertThat(deeds(outlook)).isEqualTo("+DestinationRule");
        assertThat(outlook.isDone()).isFalse();
        assertThat(outlook.problems()).singleElement().satisfies(problem -> assertThat(problem.getMessage())
                .contains("has no counterpart in cluster eks1 yet"));
    }

    @Test
    void shouldMoveTheWeightsThatStandWhateverHasBecomeOfTheSubsets() {
        Outlook outlook = new Situation(K8S2, Plans.CHECKOUT, Map.of(K8S2, "k8s2.prd.sfo2"), HTTP, Map.of())
                .at(Plans.target(Stage.ROUTES, 0), standing("k8s2"));

        assertThat(outlook.problems()).isEmpty();
        assertThat(deeds(outlook)).isEqualTo("~VirtualService");
    }

    @Test
    void shouldKnowItsOwnObjectsByTheirNamesWhereSomebodyHasACopyOfThem() {
        List<ObjectNode> objects = new ArrayList<>();
        for (ObjectNode own : standing("k8s2")) {
            ObjectNode copy = own.deepCopy();
            ((ObjectNode) copy.get("metadata")).put("namespace", "copy-of-shop");
            objects.add(copy);
        }
        objects.addAll(standing("k8s2"));

        Outlook rolledBack = situation("k8s2", BOTH).at(Plans.target(Stage.ROUTES, 0), objects);
        Outlook removed = situation("k8s2", BOTH).at(Plans.target(Stage.ROUTES_REMOVED, 0), objects);

        assertThat(written(rolledBack)).containsExactly("VirtualService shop/gangway-checkout");
        assertThat(rolledBack.problems()).singleElement().satisfies(problem -> assertThat(problem.getMessage())
                .startsWith("VirtualService copy-of-shop/gangway-checkout"));
        assertThat(written(removed)).containsExactly("VirtualService shop/gangway-checkout");
    }

    private static List<String> written(Outlook outlook) {
        return outlook.writes().stream()
                .map(change -> ObjectKey.of(change.object()).toString())
                .toList();
    }

    private static Situation situation(String cluster, Set<String> subsets) {
        return new Situation(
                new ClusterName(cluster), Plans.CHECKOUT, Plans.NETWORKS, HTTP, Map.of(K8S2, subsets, EKS1, subsets));
    }

    /** All of ours at 5 %. */
    private static List<ObjectNode> standing(String cluster) {
        return situation(cluster, BOTH).at(Plans.target(Stage.ROUTES, 50), List.of()).changes().stream()
                .map(Change::object)
                .toList();
    }

    private static String deeds(Outlook outlook) {
        return String.join(
                " ",
                outlook.writes().stream()
                        .map(change -> (change.before().isEmpty()
                                        ? "+"
                                        : change.after().isEmpty() ? "-" : "~")
                                + IstioKind.of(change.object()).title())
                        .toList());
    }
}
