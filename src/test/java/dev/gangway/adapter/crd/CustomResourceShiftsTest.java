package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.StaleRecordException;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Restoring;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomResourceShiftsTest {
    private final Store store = new Store();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void shouldFindAShiftThatWasJustCreatedAtItsBeginning() {
        ShiftRecord shift = created("");

        assertThat(shift.state().phase()).isEqualTo(new Pending());
        assertThat(shift.version()).isEqualTo(version());
        assertThat(store.changed).contains(ID);
        assertThat(store.shifts.all()).extracting(ShiftRecord::id).containsExactly(ID);
    }

    @Test
    void shouldRecordAStateAndReadItBack() {
        ShiftRecord read = created("");

        ShiftRecord recorded = store.shifts.record(read, state(Phases.shifting(1)));

        assertThat(recorded.state()).isEqualTo(state(Phases.shifting(1)));
        assertThat(recorded.version()).isEqualTo(version()).isNotEqualTo(read.version());
        assertThat(store.shifts.find(ID)).contains(recorded);
        assertThat(store.stored(ID).getStatus().position().destinationPercent()).isEqualTo(10);
    }

    @Test
    void shouldKnowWhatItHasWrittenBeforeTheWatchDoes() {
        ShiftRecord read = created("");
        store.cache.close();

        ShiftRecord first = store.shifts.record(read, state(Phases.shifting(1)));
        ShiftRecord second = store.shifts.record(first, state(Phases.shifting(2)));

        assertThat(store.shifts.find(ID)).contains(second);
        assertThat(store.shifts.all()).containsExactly(second);
    }

    @Test
    void shouldKnowWhatTheWatchHasSeenSinceItWrote() {
        ShiftRecord recorded = store.shifts.record(created(""), state(Phases.shifting(1)));

        store.edit(ID, "service: checkout, source: k8s2, destination: eks1, intent: Pause");

        await().until(() -> find().request().intent() == Request.Intent.PAUSE);
        assertThat(find().state()).isEqualTo(recorded.state());
        assertThat(find().version()).isEqualTo(version());
    }

    @Test
    void shouldNotOverwriteWhatSomebodyElseHasWrittenMeanwhile() {
        ShiftRecord read = created("");
        store.cache.close();
        TrafficShift theirs = store.edit(ID, "service: checkout, source: k8s2, destination: eks1, intent: RollBack");

        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> store.shifts.record(read, state(Phases.shifting(1))))
                .withMessageContaining("shop/checkout");
        assertThat(store.stored(ID)).isEqualTo(theirs);
    }

    @Test
    void shouldNotRecordOnWhatItKnowsToBeOld() {
        ShiftRecord read = created("");
        ShiftRecord newer = store.shifts.record(read, state(Phases.shifting(1)));

        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> store.shifts.record(read, state(Phases.shifting(2))));
        assertThat(version()).isEqualTo(newer.version());
    }

    @Test
    void shouldNotRecordAShiftThatIsGone() {
        ShiftRecord read = created("");
        store.client.resource(store.stored(ID)).delete();

        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> store.shifts.record(read, state(Phases.shifting(1))));
        await().until(() -> store.shifts.find(ID).isEmpty());
        assertThat(store.shifts.all()).isEmpty();
    }

    @Test
    void shouldForgetADeletedShiftThoughItHasWrittenIt() {
        ShiftRecord ignored = store.shifts.record(created(""), state(Phases.shifting(1)));
        assertThat(ignored.version()).isNotEmpty();

        store.client.resource(store.stored(ID)).delete();

        await().until(() -> store.shifts.find(ID).isEmpty());
        ShiftRecord again = created("");
        assertThat(again.state().phase()).isEqualTo(new Pending());
    }

    @Test
    void shouldSayThatTheStoreIsUnavailableWhenItDoesNotAnswer() {
        ShiftRecord read = created("");
        store.mesh.setApiServerOff("management", true);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.shifts.record(read, state(Phases.shifting(1))))
                .withMessageContaining("record shift shop/checkout");

        store.mesh.setApiServerOff("management", false);
        assertThat(version()).isEqualTo(read.version());
        assertThat(store.shifts.record(read, state(Phases.shifting(1))).version())
                .isEqualTo(version());
    }

    @Test
    void shouldHoldAShiftThatIsToBeRestored() {
        ShiftRecord recorded = store.shifts.record(created(", onDelete: Restore"), state(Phases.shifting(1)));

        assertThat(store.stored(ID).getFinalizers()).containsExactly(Api.FINALIZER);
        assertThat(recorded.version()).isEqualTo(version());
        assertThat(store.shifts.find(ID)).contains(recorded);
        assertThat(store.shifts.record(recorded, state(Phases.shifting(2))).version())
                .isEqualTo(version());
        assertThat(store.stored(ID).getFinalizers()).containsExactly(Api.FINALIZER);
    }

    @Test
    void shouldNotHoldAShiftThatKeepsItsRoutes() {
        ShiftRecord recorded = store.shifts.record(created(", onDelete: Keep"), state(Phases.shifting(1)));

        assertThat(store.stored(ID).getFinalizers()).isEmpty();
        store.shifts.release(recorded);
        assertThat(version()).isEqualTo(recorded.version());
    }

    @Test
    void shouldNotHoldAShiftThatIsBeingDeletedAlready() {
        created(", onDelete: Restore");
        TrafficShift other = store.stored(ID);
        other.getMetadata().setFinalizers(List.of("example.org/other"));
        store.client.resource(other).update();
        store.client.resource(store.stored(ID)).delete();
        await().until(() -> find().request().deleted());

        ShiftRecord recorded = store.shifts.record(find(), state(new Restoring(Stage.ROUTES_REMOVED)));

        assertThat(recorded.version()).isEqualTo(version());
        assertThat(store.stored(ID).getFinalizers()).containsExactly("example.org/other");
    }

    @Test
    void shouldLetGoOfADeletedShift() {
        ShiftRecord held = store.shifts.record(created(", onDelete: Restore"), state(new Succeeded()));
        store.client.resource(store.stored(ID)).delete();
        await().until(() -> find().request().deleted());
        assertThat(find().version()).isNotEqualTo(held.version());

        store.shifts.release(find());

        assertThat(store.stored(ID)).isNull();
        await().until(() -> store.shifts.find(ID).isEmpty());
    }

    @Test
    void shouldNotLetGoOfWhatSomebodyElseHasWrittenMeanwhile() {
        ShiftRecord held = store.shifts.record(created(", onDelete: Restore"), state(new Succeeded()));
        store.client.resource(store.stored(ID)).delete();
        await().until(() -> find().request().deleted());

        assertThatExceptionOfType(StaleRecordException.class).isThrownBy(() -> store.shifts.release(held));
        assertThat(store.stored(ID).getFinalizers()).containsExactly(Api.FINALIZER);
    }

    @Test
    void shouldTellAShiftOnceThatItCantBeFollowedAndGoOnWithTheOthers() {
        store.create("payments", "");
        store.create("checkout", ", policy: careful");
        await().until(() -> store.cache.shifts().size() == 2);

        assertThat(store.shifts.all()).extracting(ShiftRecord::id).containsExactly(new ShiftId("shop", "payments"));
        TrafficShift told = store.stored(ID);
        assertThat(told.getStatus().reason().text())
                .isEqualTo("the specification can't be followed:"
                        + " there is no ShiftPolicy 'careful' in namespace 'shop'");

        assertThat(store.shifts.find(ID)).isEmpty();
        await().until(() ->
                ResourceCache.copy(store.cache.shift(ID).orElseThrow()).equals(told));
        assertThat(store.shifts.all()).hasSize(1);
        assertThat(version()).isEqualTo(told.getMetadata().getResourceVersion());
    }

    @Test
    void shouldGoOnWithAShiftWhosePolicyHasAppeared() {
        store.create("checkout", ", policy: careful");
        await().until(() -> store.cache.shift(ID).isPresent());
        assertThat(store.shifts.find(ID)).isEmpty();

        store.client.resource(careful()).create();

        await().until(() -> store.shifts.find(ID).isPresent());
        assertThat(find().plan().ladder().rungs()).hasSize(1);
        assertThat(find().state().phase()).isEqualTo(new Pending());
    }

    @Test
    void shouldKeepThePolicyThatAShiftHasBegunWithWhenThatIsDeleted() {
        store.client.resource(careful()).create();
        store.create("checkout", ", policy: careful");
        await().until(() -> store.shifts.find(ID).isPresent());
        ShiftRecord begun = store.shifts.record(find(), States.rich(new Shifting(new Weight(30))));

        store.client.resource(careful()).delete();

        await().during(Duration.ofMillis(500))
                .until(() -> store.shifts.find(ID).map(ShiftRecord::plan).equals(Optional.of(begun.plan())));
    }

    @Test
    void shouldNotFailWhenAShiftCantBeToldNow() {
        store.create("checkout", ", policy: careful");
        await().until(() -> store.cache.shift(ID).isPresent());
        store.mesh.setApiServerOff("management", true);

        assertThat(store.shifts.find(ID)).isEmpty();
    }

    @Test
    void shouldStandStillWithAShiftWithoutASpecification() {
        TrafficShift empty = new TrafficShift();
        empty.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("checkout")
                .build());
        store.client.resource(empty).create();
        await().until(() -> store.cache.shift(ID).isPresent());

        assertThat(store.shifts.all()).isEmpty();
        assertThat(store.stored(ID).getStatus().reason().text())
                .isEqualTo("the specification can't be followed: there is no spec");
    }

    private ShiftRecord created(String more) {
        store.create("checkout", more);
        await().until(() -> store.shifts.find(ID).isPresent());
        return find();
    }

    private ShiftRecord find() {
        return store.shifts.find(ID).orElseThrow();
    }

    private String version() {
        return store.stored(ID).getMetadata().getResourceVersion();
    }

    private static ShiftState state(Phase phase) {
        return new ShiftState(
                phase,
                new Reason(Reason.Cause.TIME, "for a test", List.of()),
                1,
                Verdict.HEALTHY,
                List.of(),
                Evidence.NONE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                States.AT);
    }

    private static ShiftPolicy careful() {
        ShiftPolicy policy = new ShiftPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("careful")
                .build());
        policy.setSpec(new ShiftPolicySpec(List.of(3.0), null, null));
        return policy;
    }
}
