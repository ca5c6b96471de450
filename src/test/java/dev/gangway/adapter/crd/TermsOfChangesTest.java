package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.Terms;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wishes that come twice, that are meant for one version, and that are only tried. */
class TermsOfChangesTest {
    private static final IdempotencyKey KEY = IdempotencyKey.of("one", "this");
    private static final Terms TRIED = new Terms(Optional.empty(), true);

    private final Store store = new Store();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void shouldKnowTheWishThatAnotherReplicaHasPutDown() {
        ShiftRecord created = store.requests.create(draft("checkout"), Optional.of(KEY), false);
        store.shifts.record(seen(), States.rich(Phases.shifting(1)));

        try (ResourceCache later = new ResourceCache(store.client, id -> {})) {
            CustomResourceRequests other = new CustomResourceRequests(store.client, later);

            assertThat(other.createdWith(draft("checkout"), KEY))
                    .hasValueSatisfying(shift -> assertThat(shift.id()).isEqualTo(created.id()));
        }
    }

    @Test
    void shouldKnowAWishWithoutWaitingForTheWatch() {
        assertThat(store.requests.createdWith(draft("checkout"), KEY)).isEmpty();

        store.requests.create(draft("checkout"), Optional.of(KEY), false);

        assertThat(store.requests.createdWith(draft("checkout"), KEY)).isPresent();
    }

    @Test
    void shouldRefuseAKeyThatStandsForAnotherWish() {
        store.requests.create(draft("checkout"), Optional.of(KEY), false);
        ShiftRecord unused = seen();

        for (String name : List.of("checkout", "payments")) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> store.requests.createdWith(draft(name), IdempotencyKey.of("one", "that")))
                    .withMessageContaining("shop/checkout was created with this key and another body")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("Idempotency-Key"));
        }
    }

    @Test
    void shouldKeepNeitherTheKeyNorTheBodyButTheirDigests() {
        store.requests.create(draft("checkout"), Optional.of(KEY), false);

        assertThat(store.stored(ID).getMetadata().getAnnotations())
                .containsEntry("gangway.dev/idempotency-key", KEY.key())
                .containsEntry("gangway.dev/idempotency-content", KEY.content());
    }

    @Test
    void shouldNotGuessWhetherAWishWasPutDown() {
        store.mesh.setApiServerOff("management", true);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.requests.createdWith(draft("checkout"), KEY));
    }

    @Test
    void shouldAskForNoNameThatCouldBeAPath() {
        ShiftDraft odd = draft("../../secrets/x");

        assertThat(store.requests.createdWith(odd, KEY)).isEmpty();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> store.requests.request(odd.id(), TermsOfChangesTest::pause))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(RefusedException.Kind.NOT_FOUND));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> store.requests.delete(odd.id()));
    }

    @Test
    void shouldTryEveryChangeAndKeepNone() {
        ShiftRecord tried = store.requests.create(draft("checkout"), Optional.of(KEY), true);
        assertThat(tried.id()).isEqualTo(ID);
        assertThat(store.stored(ID)).isNull();

        store.requests.create(draft("checkout"));
        String version = store.stored(ID).getMetadata().getResourceVersion();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> store.requests.create(draft("checkout"), Optional.empty(), true));
        assertThat(store.requests
                        .request(ID, TermsOfChangesTest::pause, TRIED)
                        .request()
                        .intent())
                .isEqualTo(Request.Intent.PAUSE);
        store.requests.delete(ID, TRIED);

        assertThat(store.stored(ID).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void shouldChangeOnlyTheVersionThatIsMeant() {
        store.requests.create(draft("checkout"));
        ShiftRecord read = seen();
        Terms terms = new Terms(Optional.of(Set.of("1", read.version())), false);
        store.requests.request(ID, TermsOfChangesTest::pause, terms);

        assertStale(() -> store.requests.request(ID, TermsOfChangesTest::pause, terms));
        assertStale(() -> store.requests.delete(ID, terms));
        assertThat(store.stored(ID)).isNotNull();
    }

    @Test
    void shouldNotDeleteWhatIsWrittenBetweenTheLookAndTheDeletion() {
        store.requests.create(draft("checkout"));
        Terms terms = new Terms(Optional.of(Set.of(seen().version())), false);
        try (Gate gate = new Gate(store.mesh.apiServers().get("management"));
                KubernetesClient through = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder()
                                .withMasterUrl(gate.address().toString())
                                .build())
                        .build()) {
            gate.beforeNext("DELETE ", () -> store.shifts.record(seen(), States.rich(Phases.shifting(1))));

            assertStale(() -> new CustomResourceRequests(through, store.cache).delete(ID, terms));
        }

        assertThat(store.stored(ID)).isNotNull();
    }

    private ShiftRecord seen() {
        await().until(() -> store.shifts.find(ID).isPresent());
        return store.shifts.find(ID).orElseThrow();
    }

    private static void assertStale(ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .withMessageContaining("read it again")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(RefusedException.Kind.STALE));
    }

    private static Request pause(ShiftRecord shift) {
        return new Request(Request.Intent.PAUSE, 1, Request.Origin.PERSON, "ana", "", false);
    }

    private static ShiftDraft draft(String name) {
        return new ShiftDraft(
                new ShiftId("shop", name),
                "checkout",
                "k8s2",
                "eks1",
                Optional.empty(),
                List.of(),
                false,
                ShiftPlan.Mode.SHIFT,
                Protocol.HTTP,
                "ana");
    }
}
