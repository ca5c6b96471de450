package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.fake.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What counts as putting back an object. */
class PutBackTest {
    private static final ShiftId ID = Plans.CHECKOUT.id();
    private static final ObjectKey ROUTES = new ObjectKey(IstioKind.VIRTUAL_SERVICE, "shop", "checkout");
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);
    private static final RouteTarget TEN = target(Stage.ROUTES, 100);

    private final Contests contests = new Contests(new MutableClock(Instant.parse("2026-01-01T00:00:00Z")));

    @Test
    void shouldContestAnObjectThatIsPutBackASecondTime() {
        contests.written(ID, version(5), FIVE);
        contests.differs(ID, version(6), FIVE);
        contests.written(ID, version(7), FIVE);
        assertThat(contests.isContested(ID, ROUTES, FIVE)).isFalse();

        contests.differs(ID, version(8), FIVE);
        assertThat(contests.isContested(ID, ROUTES, FIVE)).isTrue();
    }

    @Test
    void shouldCountOnceWhatIsPutBackThoughAnotherShiftWritesTheObjectBeforeThisOneRepairsIt() {
        contests.stands(ID, version(5), FIVE);
        contests.differs(ID, version(6), FIVE);
        contests.differs(ID, version(7), FIVE);
        contests.differs(ID, version(8), FIVE);

        assertThat(contests.isContested(ID, ROUTES, FIVE)).isFalse();
    }

    @Test
    void shouldTakeNoDifferenceFromATargetThatWasNeverWrittenForSomebodysDoing() {
        contests.stands(ID, version(5), FIVE);
        contests.differs(ID, version(6), TEN);
        contests.written(ID, version(7), TEN);
        contests.stands(ID, version(7), TEN);
        contests.differs(ID, version(8), FIVE);

        assertThat(contests.isContested(ID, ROUTES, FIVE)).isFalse();
        assertThat(contests.isContested(ID, ROUTES, TEN)).isFalse();
    }

    @Test
    void shouldNotCountAnObjectAsGoneThatItHasDeletedItself() {
        for (int version = 5; version < 9; version++) {
            contests.stands(ID, version(version), FIVE);
            contests.written(ID, version(version), FIVE);
            contests.isGone(ID, ROUTES, FIVE);
        }

        assertThat(contests.isContested(ID, ROUTES, FIVE)).isFalse();
    }

    @Test
    void shouldContestAnObjectThatSomebodyCreatesAgainWheneverItIsDeleted() {
        RouteTarget removed = target(Stage.ROUTES_REMOVED, 0);
        contests.stands(ID, version(5), FIVE);
        contests.written(ID, version(5), removed);
        contests.differs(ID, version(6), removed);
        contests.written(ID, version(6), removed);
        contests.differs(ID, version(7), removed);

        assertThat(contests.isContested(ID, ROUTES, removed)).isTrue();
    }

    private static ObjectNode version(int version) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", "VirtualService");
        object.putObject("metadata")
                .put("namespace", "shop")
                .put("name", "checkout")
                .put("resourceVersion", String.valueOf(version));
        return object;
    }
}
