package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourceRequestsTest {
    private static final ShiftId UNKNOWN = new ShiftId("shop", "nobody");

    private final Store store = new Store();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void shouldPlanADraftWithoutWritingIt() {
        ShiftPlan plan = store.requests.plan(draft("checkout", "checkout", "eks1", true, "0.5", "20"));

        assertThat(plan.id()).isEqualTo(ID);
        assertThat(plan.ladder().rungs()).containsExactly(new Weight(5), new Weight(200));
        assertThat(plan.onDelete()).isEqualTo(ShiftPlan.OnDelete.RESTORE);
        assertThat(store.stored(ID)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Check_out, checkout, eks1, 5,  name,        Check_out",
        "checkout,  Check,    eks1, 5,  service,     Check",
        "checkout,  checkout, EKS1, 5,  destination, EKS1",
        "checkout,  checkout, k8s2, 5,  destination, k8s2",
        "checkout,  checkout, eks1, 0,  steps,       0 %",
        "checkout,  checkout, eks1, 101,steps,       101",
    })
    void shouldNameTheFieldAtFault(
            String name, String service, String destination, String step, String field, String words) {
        assertRefused(
                RefusedException.Kind.INVALID,
                field,
                words,
                () -> store.requests.plan(draft(name, service, destination, false, step)));
    }

    @Test
    void shouldNameAPolicyThatDoesNotExist() {
        ShiftDraft draft = draft(Optional.of("careful"), ShiftPlan.Mode.SHIFT);

        assertRefused(
                RefusedException.Kind.INVALID, "policy", "no ShiftPolicy 'careful'", () -> store.requests.plan(draft));
    }

    @Test
    void shouldBlameThePolicyForWhatThePolicySays() {
        ShiftPolicy policy = new ShiftPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("careful")
                .build());
        policy.setSpec(Serialization.unmarshal("--- {objectives: {errorFactor: 0.5}}", ShiftPolicySpec.class));
        store.client.resource(policy).create();

        await().untilAsserted(() -> assertRefused(
                RefusedException.Kind.INVALID,
                "policy",
                "objectives.errorFactor of ShiftPolicy 'careful': error factor 0.5 must be at least 1",
                () -> store.requests.plan(draft(Optional.of("careful"), ShiftPlan.Mode.SHIFT))));
    }

    @Test
    void shouldCreateAShiftThatOnlyObserves() {
        ShiftRecord created = store.requests.create(draft(Optional.empty(), ShiftPlan.Mode.OBSERVE));

        assertThat(created.plan().mode()).isEqualTo(ShiftPlan.Mode.OBSERVE);
        assertThat(store.stored(ID).getSpec().mode()).isEqualTo(TrafficShiftSpec.Mode.OBSERVE);
    }

    @Test
    void shouldCreateAShift() {
        ShiftRecord created = store.requests.create(draft("checkout", "checkout", "eks1", false));

        assertThat(created.version()).isEqualTo(store.stored(ID).getMetadata().getResourceVersion());
        assertThat(created.state().phase()).isEqualTo(new Pending());
        assertThat(created.request())
                .isEqualTo(new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "ana", "started", false));
        assertThat(store.stored(ID).getFinalizers()).isEmpty();
        await().until(() -> store.shifts.find(ID).isPresent());
        assertThat(store.shifts.find(ID)).contains(created);
    }

    @Test
    void shouldHoldAShiftThatIsToBeRestoredFromTheBeginning() {
        ShiftRecord created = store.requests.create(draft("checkout", "checkout", "eks1", true));

        assertThat(created.plan().onDelete()).isEqualTo(ShiftPlan.OnDelete.RESTORE);
        assertThat(store.stored(ID).getFinalizers()).containsExactly(Api.FINALIZER);
    }

    @Test
    void shouldRefuseASecondShiftOfTheSameName() {
        TrafficShift first = store.create("checkout", "");

        assertRefused(
                RefusedException.Kind.CONFLICT,
                "name",
                "shift 'checkout' exists already in namespace 'shop'",
                () -> store.requests.create(draft("checkout", "payments", "eks1", false)));
        assertThat(store.stored(ID)).isEqualTo(first);
    }

    @Test
    void shouldPutAWishDownAndKnowItAtOnce() {
        created();

        ShiftRecord changed = store.requests.request(ID, shift -> wish(Request.Intent.PAUSE, shift));

        assertThat(changed.request().intent()).isEqualTo(Request.Intent.PAUSE);
        assertThat(store.stored(ID).getSpec().intent()).isEqualTo(TrafficShiftSpec.Intent.PAUSE);
        assertThat(store.shifts.find(ID)).contains(changed);
    }

    @Test
    void shouldComputeAWishAnewWhenSomebodyElseWroteMeanwhile() {
        created();
        AtomicInteger attempts = new AtomicInteger();

        ShiftRecord changed = store.requests.request(ID, shift -> {
            if (attempts.incrementAndGet() == 1) {
                store.edit(ID, "service: checkout, source: k8s2, destination: eks1, attempt: 4");
            }
            return wish(Request.Intent.ROLL_BACK, shift);
        });

        assertThat(attempts).hasValue(2);
        assertThat(changed.request().attempt()).isEqualTo(4);
        assertThat(changed.request().intent()).isEqualTo(Request.Intent.ROLL_BACK);
        assertThat(store.stored(ID).getSpec().attempt()).isEqualTo(4);
    }

    @Test
    void shouldGiveUpWhenSomebodyElseWritesEveryTime() {
        created();
        AtomicInteger attempts = new AtomicInteger();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.requests.request(ID, shift -> {
                    store.edit(
                            ID,
                            "service: checkout, source: k8s2, destination: eks1, attempt: "
                                    + (1 + attempts.incrementAndGet()));
                    return wish(Request.Intent.PAUSE, shift);
                }))
                .withMessageContaining("change shift shop/checkout");
        assertThat(store.stored(ID).getSpec().intent()).isNotEqualTo(TrafficShiftSpec.Intent.PAUSE);
    }

    @Test
    void shouldWriteNothingWhenTheChangeItselfRefuses() {
        TrafficShift before = created();

        assertRefused(
                RefusedException.Kind.CONFLICT,
                "phase",
                "no",
                () -> store.requests.request(ID, shift -> {
                    throw new RefusedException(RefusedException.Kind.CONFLICT, "phase", "no");
                }));
        assertThat(store.stored(ID)).isEqualTo(before);
    }

    @Test
    void shouldRefuseAWishOfAShiftThatCantBeFollowed() {
        store.create("checkout", ", policy: careful");

        assertRefused(
                RefusedException.Kind.CONFLICT,
                "spec",
                "no ShiftPolicy 'careful'",
                () -> store.requests.request(ID, shift -> wish(Request.Intent.PAUSE, shift)));
    }

    @Test
    void shouldKnowNoOtherShift() {
        assertRefused(
                RefusedException.Kind.NOT_FOUND,
                "name",
                "there is no shift 'nobody' in namespace 'shop'",
                () -> store.requests.request(UNKNOWN, shift -> wish(Request.Intent.PAUSE, shift)));
        assertRefused(
                RefusedException.Kind.NOT_FOUND,
                "name",
                "there is no shift 'nobody' in namespace 'shop'",
                () -> store.requests.delete(UNKNOWN));
    }

    @Test
    void shouldDeleteAShift() {
        created();

        store.requests.delete(ID);

        assertThat(store.stored(ID)).isNull();
    }

    @Test
    void shouldDeleteAShiftThatTheLoopWritesMeanwhile() {
        created();
        try (Gate gate = new Gate(store.mesh.apiServers().get("management"));
                KubernetesClient through = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder()
                                .withMasterUrl(gate.address().toString())
                                .build())
                        .build()) {
            gate.beforeNext(
                    "DELETE ",
                    () -> store.shifts.record(store.shifts.find(ID).orElseThrow(), States.rich(Phases.shifting(1))));

            new CustomResourceRequests(through, store.cache).delete(ID);

            assertThat(gate.isWaiting()).isFalse();
        }

        assertThat(store.stored(ID)).isNull();
    }

    @Test
    void shouldMarkAShiftThatIsHeldForDeletion() {
        ShiftRecord created = store.requests.create(draft("checkout", "checkout", "eks1", true));
        assertThat(created.request().deleted()).isFalse();
        await().until(() -> store.shifts.find(ID).isPresent());

        store.requests.delete(ID);

        await().until(() -> store.shifts.find(ID).orElseThrow().request().deleted());
    }

    @Test
    void shouldSayThatTheStoreIsUnavailableWhenItDoesNotAnswer() {
        created();
        store.mesh.setApiServerOff("management", true);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> store.requests.create(draft("payments", "payments", "eks1", false)),
                () -> store.requests.request(ID, shift -> wish(Request.Intent.PAUSE, shift)),
                () -> store.requests.delete(ID))) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call);
        }
    }

    private TrafficShift created() {
        store.create("checkout", "");
        await().until(() -> store.shifts.find(ID).isPresent());
        return store.stored(ID);
    }

    private static Request wish(Request.Intent intent, ShiftRecord shift) {
        return new Request(intent, shift.request().attempt(), Request.Origin.PERSON, "ana", "", false);
    }

    private static ShiftDraft draft(String name, String service, String destination, boolean restore, String... steps) {
        return new ShiftDraft(
                new ShiftId("shop", name),
                service,
                "k8s2",
                destination,
                Optional.empty(),
                List.of(steps).stream().map(BigDecimal::new).toList(),
                restore,
                ShiftPlan.Mode.SHIFT,
                Protocol.HTTP,
                "ana");
    }

    private static ShiftDraft draft(Optional<String> policy, ShiftPlan.Mode mode) {
        return new ShiftDraft(ID, "checkout", "k8s2", "eks1", policy, List.of(), false, mode, Protocol.HTTP, "ana");
    }

    private static void assertRefused(RefusedException.Kind kind, String field, String words, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .satisfies(refused -> {
                    assertThat(refused.kind()).isEqualTo(kind);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }
}
