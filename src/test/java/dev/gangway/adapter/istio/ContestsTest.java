package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContestsTest {
    private static final ShiftId ID = Plans.CHECKOUT.id();
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);
    private static final ObjectKey KEY = new ObjectKey(IstioKind.VIRTUAL_SERVICE, "shop", "checkout");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final Contests contests = new Contests(clock);

    @Test
    void shouldRepairTheFirstTime() {
        contests.written(ID, at("10"), FIVE);
        contests.differs(ID, at("11"), FIVE);

        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();
    }

    @Test
    void shouldStopTheSecondTime() {
        putBackTwice();

        assertThat(contests.isContested(ID, KEY, FIVE)).isTrue();
        assertThat(contests.isContested(new ShiftId("shop", "other"), KEY, FIVE))
                .isFalse();
    }

    @Test
    void shouldCountEachVersionOnceHoweverOftenItIsSeen() {
        contests.written(ID, at("10"), FIVE);
        for (int look = 0; look < 5; look++) {
            contests.differs(ID, at("11"), FIVE);
        }

        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();
    }

    @Test
    void shouldTakeAnOlderVersionThanItsOwnForAWatchThatLagsBehind() {
        contests.written(ID, at("10"), FIVE);
        contests.differs(ID, at("8"), FIVE);
        contests.differs(ID, at("9"), FIVE);

        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();
    }

    @Test
    void shouldForgetOneThatIsAnHourOld() {
        contests.written(ID, at("10"), FIVE);
        contests.differs(ID, at("11"), FIVE);
        clock.advance(Duration.ofMinutes(61));
        contests.written(ID, at("12"), FIVE);
        contests.differs(ID, at("13"), FIVE);

        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();
    }

    @Test
    void shouldWriteOnceForANewTargetAndOnceAnHour() {
        putBackTwice();
        RouteTarget baseline = target(Stage.ROUTES, 0);

        assertThat(contests.isContested(ID, KEY, baseline)).isFalse();
        contests.written(ID, at("14"), baseline);
        contests.differs(ID, at("15"), baseline);
        assertThat(contests.isContested(ID, KEY, baseline)).isTrue();
        clock.advance(Duration.ofMinutes(61));
        assertThat(contests.isContested(ID, KEY, baseline)).isFalse();
        contests.written(ID, at("16"), baseline);
        contests.differs(ID, at("17"), baseline);
        assertThat(contests.isContested(ID, KEY, baseline)).isTrue();
    }

    @Test
    void shouldBeSettledWhenItStandsOrIsForgotten() {
        putBackTwice();
        contests.stands(ID, at("14"), FIVE);
        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();

        contests.differs(ID, at("15"), FIVE);
        assertThat(contests.isContested(ID, KEY, FIVE)).isTrue();
        contests.forget(ID);
        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();
    }

    @Test
    void shouldCountADeletionOnlyOfWhatWasSeenToStand() {
        contests.written(ID, at("10"), FIVE);
        contests.isGone(ID, KEY, FIVE);
        contests.stands(ID, at("10"), FIVE);
        contests.isGone(ID, KEY, FIVE);
        contests.written(ID, at("12"), FIVE);
        contests.isGone(ID, KEY, FIVE);
        assertThat(contests.isContested(ID, KEY, FIVE)).isFalse();

        contests.stands(ID, at("12"), FIVE);
        contests.isGone(ID, KEY, FIVE);

        assertThat(contests.isContested(ID, KEY, FIVE)).isTrue();
    }

    private void putBackTwice() {
        contests.written(ID, at("10"), FIVE);
        contests.differs(ID, at("11"), FIVE);
        contests.written(ID, at("12"), FIVE);
        contests.differs(ID, at("13"), FIVE);
    }

    private static ObjectNode at(String version) {
        ObjectNode object = new ObjectMapper().createObjectNode().put("kind", "VirtualService");
        object.putObject("metadata")
                .put("namespace", "shop")
                .put("name", "checkout")
                .put("resourceVersion", version);
        return object;
    }
}
