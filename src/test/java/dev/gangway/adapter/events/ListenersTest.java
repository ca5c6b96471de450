package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.adapter.events.Listeners.Kind;
import dev.gangway.adapter.events.Listeners.Told;
import dev.gangway.control.BusyException;
import dev.gangway.domain.analysis.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
    private static final long ALL = Long.MAX_VALUE;

    private final Listeners listeners = new Listeners(new ListenerLimit(3));

    @Test
    void shouldTellFromNowOnWithAnIdToBeginFrom() {
        listeners.tell(change("a"));
        AssertSubscriber<Told> listener = listen(Optional.empty(), ALL);

        listeners.tell(change("b"));

        assertThat(listener.getItems()).extracting(Told::kind).containsExactly(Kind.BEGINNING, Kind.DECISION);
        assertThat(shifts(listener)).containsExactly("b");
    }

    @Test
    void shouldTellWhatWasMissedOnceAndInOrder() {
        AssertSubscriber<Told> before = listen(Optional.empty(), ALL);
        List.of("a", "b", "c").forEach(name -> listeners.tell(change(name)));
        String heard = before.getItems().get(1).id();

        AssertSubscriber<Told> again = listen(Optional.of(heard), ALL);
        listeners.tell(change("d"));

        assertThat(again.getItems()).extracting(Told::kind).containsOnly(Kind.DECISION);
        assertThat(shifts(again)).containsExactly("b", "c", "d");
    }

    @Test
    void shouldTellNothingTwiceWhereNothingWasMissed() {
        AssertSubscriber<Told> before = listen(Optional.empty(), ALL);

        AssertSubscriber<Told> again =
                listen(Optional.of(before.getItems().get(0).id()), ALL);
        listeners.tell(change("a"));

        assertThat(shifts(again)).containsExactly("a");
        assertThat(again.getItems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other-1", "nonsense", "-1"})
    void shouldSayThatSomethingIsMissingToWhoComesFromElsewhere(String id) {
        listeners.tell(change("a"));

        AssertSubscriber<Told> listener = listen(Optional.of(id), ALL);

        assertThat(listener.getItems()).extracting(Told::kind).containsExactly(Kind.GAP);
    }

    @Test
    void shouldSayThatSomethingIsMissingToWhoWasAwayForTooLong() {
        String first = listen(Optional.empty(), ALL).getItems().get(0).id();
        for (int i = 0; i < 1000; i++) {
            listeners.tell(change("a"));
        }
        assertThat(listen(Optional.of(first), ALL).getItems()).hasSize(1000);

        listeners.tell(change("a"));

        assertThat(listen(Optional.of(first), ALL).getItems())
                .extracting(Told::kind)
                .containsExactly(Kind.GAP);
    }

    @Test
    void shouldNotKnowAnIdThatIsStillToCome() {
        String first = listen(Optional.empty(), ALL).getItems().get(0).id();

        assertThat(listen(Optional.of(first.replace("-0", "-5")), ALL).getItems())
                .extracting(Told::kind)
                .containsExactly(Kind.GAP);
    }

    @Test
    void shouldCutOffWhoIsTooSlowAndNobodyElse() {
        AssertSubscriber<Told> slow = listen(Optional.empty(), 0);
        AssertSubscriber<Told> quick = listen(Optional.empty(), ALL);

        for (int i = 0; i < 2000; i++) {
            listeners.tell(change("a"));
        }

        slow.assertTerminated();
        assertThat(quick.getItems()).hasSize(2001);
    }

    @Test
    void shouldTakeNoMoreThanMayListenUntilOneGoes() {
        List<AssertSubscriber<Told>> all =
                Stream.generate(() -> listen(Optional.empty(), ALL)).limit(3).toList();

        assertThatThrownBy(() -> listeners.listen(Optional.empty()))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("3 listen to this replica already");
        all.get(0).cancel();

        assertThat(listen(Optional.empty(), ALL).getItems()).hasSize(1);
    }

    @Test
    void shouldTakeNoMoreWhereSomeComeAtTheSameTime() {
        List<Multi<Told>> all = Stream.generate(() -> listeners.listen(Optional.empty()))
                .limit(4)
                .toList();

        List<AssertSubscriber<Told>> came = all.stream()
                .map(told -> told.subscribe().withSubscriber(AssertSubscriber.<Told>create(ALL)))
                .toList();

        assertThat(came.get(2).getFailure()).isNull();
        came.get(3).assertFailedWith(BusyException.class);
    }

    private AssertSubscriber<Told> listen(Optional<String> lastId, long requests) {
        return listeners.listen(lastId).subscribe().withSubscriber(AssertSubscriber.create(requests));
    }

    private static List<String> shifts(AssertSubscriber<Told> listener) {
        return listener.getItems().stream()
                .flatMap(told -> told.change().stream())
                .map(ShiftChanged::shift)
                .toList();
    }

    static ShiftChanged change(String shift) {
        return new ShiftChanged(
                Instant.EPOCH,
                "shop",
                shift,
                shift,
                "Shift",
                "Pending",
                "Preparing",
                Map.of(),
                Map.of(),
                Verdict.INCONCLUSIVE,
                "TIME",
                "it began",
                List.of());
    }
}
