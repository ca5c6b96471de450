package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Leadership;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shifts are read once, as long as neither they nor their policy change. */
class KnownShiftsTest {
    private final Store store = new Store();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldReadAShiftOnceAsLongAsItStands() {
        ShiftRecord first = created();

        assertThat(find()).isSameAs(first);
        assertThat(store.shifts.all()).singleElement().isSameAs(first);
    }

    @Test
    void shouldKnowWithoutReadingWhatItHasWrittenItself() {
        ShiftRecord recorded = store.shifts.record(created(), States.rich(new Shifting(new Weight(20))));

        assertThat(find()).isSameAs(recorded);
    }

    @Test
    void shouldReadAShiftAnewThatSomebodyHasEdited() {
        ShiftRecord first = created();

        store.edit(ID, "service: checkout, source: k8s2, destination: eks1, policy: careful, steps: [7]");

        await().untilAsserted(() -> assertThat(rungs()).isEqualTo(1));
        assertThat(find()).isNotSameAs(first);
    }

    @Test
    void shouldFollowAPolicyThatIsEditedWhileTheShiftStandsAsItWas() {
        ShiftRecord recorded = store.shifts.record(created(), States.rich(new Shifting(new Weight(20))));

        policyOf(10.0, 20.0, 30.0);

        await().untilAsserted(() -> assertThat(rungs()).isEqualTo(3));
        assertThat(find().version()).isEqualTo(recorded.version());
    }

    @Test
    void shouldNotTakeWhatWasWrittenByAnEarlierPolicyForWhatThePolicySaysNow() {
        ShiftRecord before = created();
        policyOf(10.0, 20.0, 30.0);
        await().untilAsserted(() -> assertThat(rungs()).isEqualTo(3));

        ShiftRecord unused = store.shifts.record(before, States.rich(new Shifting(new Weight(20))));

        assertThat(rungs()).isEqualTo(3);
    }

    @Test
    void shouldHoldWhatItHasWrittenPackedWhenTheWatchTellsOfItToo() {
        ShiftRecord created = created();
        List<ShiftId> told = new CopyOnWriteArrayList<>();
        try (ResourceCache cache = new ResourceCache(store.client, told::add)) {
            await().until(() -> !told.isEmpty());
            told.clear();

            ShiftRecord unused = new CustomResourceShifts(store.client, cache, Leadership.alone())
                    .record(created, States.rich(new Shifting(new Weight(20))));

            await().until(() -> !told.isEmpty());
            assertThat(cache.shift(ID).orElseThrow().isPacked()).isTrue();
            assertThat(cache.shifts()).allMatch(TrafficShift::isPacked);
        }
    }

    @Test
    void shouldReadWhatAPredecessorHasWritten() {
        ShiftRecord recorded = store.shifts.record(created(), States.rich(new Shifting(new Weight(20))));

        try (ResourceCache cache = new ResourceCache(store.client, id -> {})) {
            var successor = new CustomResourceShifts(store.client, cache, Leadership.alone());
            assertThat(successor.find(ID)).contains(recorded);
        }
    }

    private ShiftRecord created() {
        policyOf(10.0, 20.0);
        TrafficShift unused = store.create("checkout", ", policy: careful");
        await().until(() -> store.shifts.find(ID).isPresent());
        return find();
    }

    private ShiftRecord find() {
        return store.shifts.find(ID).orElseThrow();
    }

    private int rungs() {
        return find().plan().ladder().rungs().size();
    }

    private void policyOf(Double... steps) {
        ShiftPolicy policy = new ShiftPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("careful")
                .build());
        policy.setSpec(new ShiftPolicySpec(List.of(steps), null, null));
        ShiftPolicy unused = store.client.resource(policy).createOr(other -> other.update());
    }
}
