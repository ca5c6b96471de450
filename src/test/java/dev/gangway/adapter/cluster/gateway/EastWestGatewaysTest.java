package dev.gangway.adapter.cluster.gateway;

import static dev.gangway.adapter.cluster.gateway.GatewaySite.DEFINITION;
import static dev.gangway.adapter.cluster.gateway.GatewaySite.EKS1;
import static dev.gangway.adapter.cluster.gateway.GatewaySite.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.GatewayState.Part;
import dev.gangway.control.gateway.GatewayState.Standing;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EastWestGatewaysTest {
    private final GatewaySite site = GatewaySite.bare();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void shouldMakeTheServiceLastAndOnlyWhenAPodIsReady() {
        site.network(Optional.empty());

        GatewayState begun = site.gateways.make(EKS1);

        assertThat(site.standing().keySet())
                .containsExactlyInAnyOrder(
                        "ServiceAccount " + NAME,
                        "Gateway " + DEFINITION,
                        "Deployment " + NAME,
                        "HorizontalPodAutoscaler " + NAME,
                        "PodDisruptionBudget " + NAME);
        assertThat(standings(begun))
                .containsEntry("Namespace", Standing.STANDS)
                .containsEntry("Service", Standing.MISSING);
        assertThat(begun.lacking().orElseThrow()).contains("0 of 1 pods ready", "describe pods");

        site.pods(1);
        GatewayState waiting = site.gateways.make(EKS1);

        assertThat(standings(waiting)).containsEntry("Service", Standing.STANDS);
        assertThat(waiting.lacking().orElseThrow()).contains("has no address yet");

        site.address("203.0.113.7");
        GatewayState done = site.gateways.look(EKS1);

        assertThat(done.isComplete()).isTrue();
        assertThat(done.addresses()).containsExactly("203.0.113.7");
        assertThat(standings(done).values()).containsOnly(Standing.STANDS);
    }

    @Test
    void shouldMakePodsThatTheInjectorMakesAGatewayOf() {
        site.gateways.make(EKS1);
        GenericKubernetesResource deployment = site.find("Deployment", NAME).orElseThrow();

        assertThat(deployment.<Map<String, String>>get("spec", "template", "metadata", "labels"))
                .containsEntry("istio", "eastwestgateway")
                .containsEntry("sidecar.istio.io/inject", "true")
                .containsEntry("topology.istio.io/network", "eks1.prd.sfo2")
                .doesNotContainKey("istio.io/rev");
        assertThat(deployment.<Map<String, String>>get("spec", "template", "metadata", "annotations"))
                .containsEntry("inject.istio.io/templates", "gateway");
        assertThat(deployment.<String>get("spec", "template", "spec", "containers", 0, "image"))
                .isEqualTo("auto");
        assertThat(deployment.<List<Map<String, String>>>get("spec", "template", "spec", "containers", 0, "env"))
                .containsExactly(Map.of("name", "ISTIO_META_REQUESTED_NETWORK_VIEW", "value", "eks1.prd.sfo2"));
        assertThat(deployment.getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "gangway");
    }

    @Test
    void shouldWriteNothingThatStandsAlready() {
        made();
        var before = site.versions();

        site.gateways.make(EKS1);
        site.gateways.look(EKS1);

        assertThat(site.versions()).isEqualTo(before);
    }

    @Test
    void shouldMendWhatIsOursAndLeaveWhatOthersAddedToIt() {
        made();
        var unused = site.resource("Service", NAME).edit(service -> {
            service.getMetadata().getLabels().remove("topology.istio.io/network");
            service.getMetadata().setAnnotations(Map.of("cloud.example/zone", "a"));
            return service;
        });
        assertThat(standings(site.gateways.look(EKS1))).containsEntry("Service", Standing.DIFFERS);

        GatewayState mended = site.gateways.make(EKS1);

        assertThat(mended.isComplete()).isTrue();
        var service = site.find("Service", NAME).orElseThrow();
        assertThat(service.getMetadata().getLabels()).containsEntry("topology.istio.io/network", "eks1.prd.sfo2");
        assertThat(service.getMetadata().getAnnotations()).containsEntry("cloud.example/zone", "a");
    }

    @Test
    void shouldGoOnWhereItWasKilled() {
        made();
        for (String gone : List.of("HorizontalPodAutoscaler", "ServiceAccount")) {
            var unused = site.resource(gone, NAME).delete();
        }
        assertThat(site.gateways.look(EKS1).lacking().orElseThrow())
                .contains("ServiceAccount istio-system/" + NAME, "HorizontalPodAutoscaler", "--make");

        assertThat(site.gateways.make(EKS1).isComplete()).isTrue();
    }

    @Test
    void shouldKeepTheServiceThatStandsWhenItsPodsAreGone() {
        made();
        site.pods(0);

        GatewayState state = site.gateways.make(EKS1);

        assertThat(standings(state)).containsEntry("Service", Standing.STANDS);
        assertThat(state.lacking().orElseThrow()).contains("0 of 1 pods ready");
    }

    @Test
    void shouldLeaveAnObjectThatIsNotOurs() {
        site.create(
                """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: istio-eastwestgateway, namespace: istio-system}
                spec: {minAvailable: 2}
                """);
        var before = site.find("PodDisruptionBudget", NAME);

        GatewayState state = site.gateways.make(EKS1);

        assertThat(standings(state)).containsEntry("PodDisruptionBudget", Standing.NOT_OURS);
        assertThat(standings(state)).containsEntry("Deployment", Standing.STANDS);
        assertThat(site.find("PodDisruptionBudget", NAME)).isEqualTo(before);
    }

    @Test
    void shouldMakeNoServiceForPodsOfOthersThatItDoesNotSelect() {
        site.create(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istio-eastwestgateway, namespace: istio-system}
                spec:
                  selector: {matchLabels: {app: other}}
                  template:
                    metadata: {labels: {app: other}}
                    spec: {containers: [{name: main, image: "example/other:1"}]}
                """);
        site.pods(3);

        GatewayState state = site.gateways.make(EKS1);

        assertThat(standings(state)).containsEntry("Service", Standing.MISSING);
        assertThat(state.lacking().orElseThrow()).contains("is not Gangway's", "eastwestgateway");
    }

    @Test
    void shouldLabelPodsWithTheOnlyRevisionThatThereIs() {
        site.injector("1-27", "istio-sidecar-injector");

        site.gateways.make(EKS1);

        assertThat(site.find("Deployment", NAME)
                        .orElseThrow()
                        .<String>get("spec", "template", "metadata", "labels", "istio.io/rev"))
                .isEqualTo("1-27");
    }

    @Test
    void shouldComeToItsEndInACloudThatTakesItsTime() {
        List<String> lacked = new ArrayList<>();
        GatewayState state = site.gateways.make(EKS1);
        while (!state.isComplete() && lacked.size() < 60) {
            lacked.add(state.lacking().orElseThrow());
            site.clock.advance(Duration.ofSeconds(2));
            site.mesh.catchUp();
            state = site.gateways.make(EKS1);
        }

        assertThat(state.isComplete()).isTrue();
        assertThat(state.addresses()).hasSize(1);
        assertThat(lacked.get(0)).contains("0 of 1 pods ready");
        assertThat(lacked.get(lacked.size() - 1)).contains("has no address yet");
    }

    private void made() {
        site.gateways.make(EKS1);
        site.pods(1);
        site.gateways.make(EKS1);
        site.address("203.0.113.7");
    }

    private static Map<String, Standing> standings(GatewayState state) {
        return state.parts().stream().collect(Collectors.toMap(Part::kind, Part::standing));
    }
}
