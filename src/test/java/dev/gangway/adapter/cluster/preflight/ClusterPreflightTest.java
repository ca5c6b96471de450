package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is asked, how often, and what is told where there is no answer. */
class ClusterPreflightTest {
    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldPassTwoClustersThatAreOneMesh() {
        List<Check> checks = mesh.checks();

        assertThat(checks).allSatisfy(check -> assertThat(check.result())
                .as(check.id() + " " + check.words())
                .isEqualTo(Result.PASS));
        assertThat(checks).extracting(Check::id).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void shouldTellOfEachClusterUnderItsRole() {
        assertThat(mesh.check("cluster-id-in-k8s2").field()).isEqualTo("source");
        assertThat(mesh.check("cluster-id-in-eks1").field()).isEqualTo("destination");
    }

    @Test
    void shouldAskForWhatIsSharedOnceHoweverManyShiftsArePending() {
        for (int shift = 0; shift < 200; shift++) {
            var unused = mesh.preflight.check(mesh.plan(new ServiceRef("shop", "checkout-" + shift)));
        }

        assertThat(mesh.eks1.asked())
                .filteredOn("list secrets istio-system"::equals)
                .hasSize(1);
        assertThat(mesh.eks1.asked()).filteredOn("get namespaces  shop"::equals).hasSize(1);
        assertThat(mesh.eks1.asked())
                .filteredOn(question -> question.startsWith("get services shop"))
                .hasSize(200);
        assertThat(mesh.eks1.asked()).hasSize(200 + 17);
    }

    @Test
    void shouldAskForAtMostTwentyServicesASecond() {
        for (int shift = 0; shift < 400; shift++) {
            var unused = mesh.preflight.check(mesh.plan(new ServiceRef("shop", "checkout-" + shift)));
        }
        mesh.eks1.asked().clear();
        mesh.clock.advance(Duration.ofSeconds(19));
        for (int shift = 0; shift < 400; shift++) {
            var unused = mesh.preflight.check(mesh.plan(new ServiceRef("shop", "checkout-" + shift)));
        }

        assertThat(mesh.eks1.asked()).noneMatch(question -> question.startsWith("get services shop"));
    }

    @Test
    void shouldLookAnewAfterTenSeconds() {
        assertThat(mesh.amiss()).isEmpty();
        mesh.eks1.remove(ObjectKind.GATEWAY, "cross-network-gateway");

        mesh.clock.advance(Duration.ofSeconds(9));
        assertThat(mesh.preflight.check(mesh.plan(TwoClusters.CHECKOUT)))
                .allMatch(check -> check.result() == Result.PASS);
        mesh.clock.advance(Duration.ofSeconds(1));
        assertThat(mesh.preflight.check(mesh.plan(TwoClusters.CHECKOUT)))
                .anyMatch(check -> check.result() == Result.FAIL);
    }

    @Test
    void shouldTellOfAClusterThatDoesNotAnswerOnce() {
        for (ObjectKind kind : ObjectKind.values()) {
            mesh.eks1.gap(kind, Reading.Cause.NO_ANSWER);
        }

        assertThat(mesh.checks())
                .containsExactly(new Check(
                        "setup-in-eks1", "destination", Result.UNKNOWN, "no answer about Namespace", "ask again"));
    }

    @Test
    void shouldNotKnowWhatOneQuestionWithoutAnswerIsNeededForAndKnowTheRest() {
        mesh.eks1.gap(ObjectKind.ENDPOINT_SLICE, Reading.Cause.NO_ANSWER);

        assertThat(mesh.amiss()).containsExactly("east-west-gateway-ready-in-eks1");
        assertThat(mesh.check("east-west-gateway-ready-in-eks1"))
                .isEqualTo(new Check(
                        "east-west-gateway-ready-in-eks1",
                        "destination",
                        Result.UNKNOWN,
                        "no answer about EndpointSlice",
                        "ask again"));
    }

    @Test
    void shouldNotKnowWhatItMayNotRead() {
        mesh.eks1.gap(ObjectKind.CONFIG_MAP, Reading.Cause.DENIED);

        assertThat(mesh.checks().stream()
                        .filter(check -> check.result() == Result.UNKNOWN)
                        .map(Check::id))
                .contains(
                        "istio-settings-in-eks1",
                        "network-id-in-eks1",
                        "cluster-id-in-eks1",
                        "mesh-id",
                        "root-certificate");
    }

    @Test
    void shouldLeaveClustersWithoutAClientToTheChecksOfRoutes() {
        mesh.places.remove(mesh.plan(TwoClusters.CHECKOUT).destination());

        assertThat(mesh.checks()).isEmpty();
    }

    @Test
    void shouldLeaveAServiceThatIsNotThereToTheChecksOfRoutes() {
        mesh.eks1.remove(ObjectKind.SERVICE, "checkout");

        assertThat(mesh.amiss()).isEmpty();
    }

    @Test
    void shouldAskOtherClustersOnlyWhetherTheyHaveTheService() {
        StandingCluster third = new StandingCluster();
        mesh.put("gke1", "gke1", third, Optional.empty());

        assertThat(mesh.amiss()).isEmpty();
        assertThat(third.asked()).containsExactly("get services shop checkout");
    }

    @Test
    void shouldGiveUpAClusterThatHangsAndNameIt() {
        mesh.put("eks1", "eks1.prd.sfo2", new Hanging(), Optional.empty());
        ClusterPreflight impatient = new ClusterPreflight(mesh, mesh.clock, Duration.ofSeconds(1));

        assertThat(impatient.check(mesh.plan(TwoClusters.CHECKOUT)))
                .containsExactly(new Check(
                        "setup-in-eks1",
                        "destination",
                        Result.UNKNOWN,
                        "cluster eks1 has not answered all questions within 1 s",
                        ""));
    }

    /** Never answers. */
    private static final class Hanging implements ClusterReads {
        @Override
        public CompletableFuture<Reading<Optional<KubernetesObject>>> get(
                ObjectKind kind, String namespace, String name) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Reading<List<KubernetesObject>>> list(Question question) {
            return new CompletableFuture<>();
        }
    }
}
