package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedApiServerTest {
    private final SimulatedApiServer server = new SimulatedApiServer("management");
    private final KubernetesClient client = server.client();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        SimulatedApiServer another = new SimulatedApiServer("k8s2");
        String path = "/api/v1/namespaces";
        assertThat(another.client().raw(path)).isNotEmpty();
        long running = acceptors();

        another.close();

        await().until(() -> acceptors() < running);
    }

    private static long acceptors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-acceptor"))
                .count();
    }

    @Test
    void shouldRefuseAnUpdateThatWasBasedOnAnOlderVersion() {
        GenericKubernetesResource read = shifts().resource(shift("checkout")).create();
        update(read, "Pause");

        assertConflict(() -> update(read, "RollBack"));
        assertThat(spec(stored("checkout"))).containsEntry("intent", "Pause");
    }

    @Test
    void shouldRefuseAStatusThatWasBasedOnAnOlderVersion() {
        GenericKubernetesResource read = shifts().resource(shift("checkout")).create();
        update(read, "Pause");

        assertConflict(() -> updateStatus(read, "Shifting"));
        assertThat(stored("checkout").getAdditionalProperties()).doesNotContainKey("status");
    }

    @Test
    void shouldRefuseACustomResourceWithoutAVersion() {
        GenericKubernetesResource read = shifts().resource(shift("checkout")).create();
        String path = "/apis/gangway.dev/v1alpha1/namespaces/shop/trafficshifts/checkout";

        assertThatThrownBy(() -> client.raw(path, "PUT", shift("checkout")))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(422));
        assertThat(stored("checkout")).isEqualTo(read);
    }

    @Test
    void shouldChangeNothingButTheStatusOnTheStatusSubresource() {
        GenericKubernetesResource read = shifts().resource(shift("checkout")).create();
        read.setAdditionalProperty("spec", Map.of("intent", "RollBack"));
        read.getMetadata().setFinalizers(List.of());

        updateStatus(read, "Shifting");

        assertThat(spec(stored("checkout"))).containsEntry("intent", "Advance");
        assertThat(stored("checkout").getFinalizers()).containsExactly("gangway.dev/restore");
        assertThat(stored("checkout").getMetadata().getGeneration()).isEqualTo(1);
        assertThat(stored("checkout").<String>get("status", "phase")).isEqualTo("Shifting");
    }

    @Test
    void shouldKeepTheStatusAndRaiseTheGenerationWhenTheSpecChanges() {
        updateStatus(shifts().resource(shift("checkout")).create(), "Shifting");
        GenericKubernetesResource read = stored("checkout");
        read.setAdditionalProperty("status", Map.of("phase", "Forged"));

        GenericKubernetesResource written = update(read, "Pause");

        assertThat(written.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(written.<String>get("status", "phase")).isEqualTo("Shifting");
    }

    @Test
    void shouldKeepADeletedResourceUntilItsFinalizersAreGone() {
        shifts().resource(shift("checkout")).create();
        client.resource(stored("checkout")).delete();
        GenericKubernetesResource marked = stored("checkout");
        assertThat(marked.getMetadata().getDeletionTimestamp()).isNotEmpty();

        marked.getMetadata().setDeletionTimestamp(null);
        marked.getMetadata().setFinalizers(List.of());
        shifts().resource(marked).update();

        assertThat(stored("checkout")).isNull();
    }

    @Test
    void shouldRefuseToRemoveTheLastFinalizerFromAnOlderVersion() {
        GenericKubernetesResource read = shifts().resource(shift("checkout")).create();
        client.resource(stored("checkout")).delete();
        read.getMetadata().setFinalizers(List.of());

        assertConflict(() -> shifts().resource(read).update());
        assertThat(stored("checkout").getFinalizers()).isNotEmpty();
    }

    @Test
    void shouldTellInformersInEveryNamespaceOfWhatHappens() {
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                shifts().inAnyNamespace().inform()) {
            shifts().resource(shift("checkout")).create();
            await().until(() -> informer.getStore().list().size() == 1);

            update(stored("checkout"), "Pause");
            await().until(() ->
                    spec(informer.getStore().list().get(0)).get("intent").equals("Pause"));

            shifts().resource(stored("checkout")).edit(found -> {
                found.getMetadata().setFinalizers(List.of());
                return found;
            });
            client.resource(stored("checkout")).delete();
            await().until(() -> informer.getStore().list().isEmpty());
        }
    }

    @Test
    void shouldListTheResourcesOfAllNamespacesByTheirKind() {
        shifts().resource(shift("checkout")).create();

        assertThat(client.genericKubernetesResources("gangway.dev/v1alpha1", "TrafficShift")
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .hasSize(1);
    }

    @Test
    void shouldAnswerAJsonPatchWhoseTestFails() {
        shifts().resource(shift("checkout")).create();
        String patch =
                "[{\"op\":\"test\",\"path\":\"/spec/intent\",\"value\":\"Pause\"},{\"op\":\"remove\",\"path\":\"/spec\"}]";

        assertThatThrownBy(() ->
                        shifts().inNamespace("shop").withName("checkout").patch(PatchContext.of(PatchType.JSON), patch))
                .isInstanceOf(KubernetesClientException.class);
        assertThat(spec(stored("checkout"))).containsEntry("intent", "Advance");
    }

    @Test
    void shouldCutWatchesAndRefuseRequestsWhileItIsOff() {
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                shifts().inAnyNamespace().inform()) {
            await().until(() -> server.dispatcher().openWatches() == 1);

            server.dispatcher().switchOff(true);

            await().until(() -> server.dispatcher().openWatches() == 0);
            assertThatThrownBy(() -> client.raw("/apis/gangway.dev/v1alpha1/trafficshifts"))
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                            .isEqualTo(503));

            server.dispatcher().switchOff(false);
            shifts().resource(shift("checkout")).create();
            await().until(() -> informer.getStore().list().size() == 1);
        }
    }

    @Test
    void shouldTakeATokenForTheNameOfItsUser() {
        var review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken("ada")
                .endSpec()
                .build();

        var status = client.tokenReviews().create(review).getStatus();

        assertThat(status.getAuthenticated()).isTrue();
        assertThat(status.getUser().getUsername()).isEqualTo("ada");
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            shifts() {
        return client.genericKubernetesResources(ServedResource.ALL.stream()
                .filter(served -> served.kind().equals("TrafficShift"))
                .findFirst()
                .orElseThrow()
                .context());
    }

    private GenericKubernetesResource stored(String name) {
        return shifts().inNamespace("shop").withName(name).get();
    }

    private GenericKubernetesResource update(GenericKubernetesResource read, String intent) {
        var changed = new GenericKubernetesResourceBuilder(read)
                .addToAdditionalProperties("spec", Map.of("intent", intent))
                .build();
        return shifts().resource(changed).update();
    }

    private void updateStatus(GenericKubernetesResource read, String phase) {
        var changed = new GenericKubernetesResourceBuilder(read)
                .addToAdditionalProperties("status", Map.of("phase", phase))
                .build();
        shifts().resource(changed).updateStatus();
    }

    private static Map<String, Object> spec(GenericKubernetesResource resource) {
        return resource.get("spec");
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                .isEqualTo(409));
    }

    private static GenericKubernetesResource shift(String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("gangway.dev/v1alpha1")
                .withKind("TrafficShift")
                .withNewMetadata()
                .withNamespace("shop")
                .withName(name)
                .withFinalizers("gangway.dev/restore")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("intent", "Advance"))
                .build();
    }
}
