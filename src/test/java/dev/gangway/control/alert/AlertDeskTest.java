package dev.gangway.control.alert;

import static dev.gangway.control.alert.Alerts.fires;
import static dev.gangway.control.alert.Alerts.isOver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.alert.AlertDesk.Act;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.InMemoryShifts.Fault;
import dev.gangway.fake.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertDeskTest {
    private static final ShiftId CART = new ShiftId("shop", "cart");
    private static final ShiftId ORDERS = new ShiftId("shop", "orders");
    private static final String CART_FAILS = "alertname=CartFails severity=critical namespace=shop service=cart";
    private static final String ORDERS_FAIL = "alertname=OrdersFail severity=critical namespace=shop service=orders";
    private static final String CART_IS_SLOW = "alertname=CartIsSlow severity=warning namespace=shop service=cart";
    private static final String CART_IS_LATE = "alertname=CartIsLate severity=warning namespace=shop service=cart";

    private final MutableClock clock = new MutableClock(Alerts.NOW);
    private final InMemoryShifts shifts = new InMemoryShifts(clock);
    private final List<AlertOutcome> counted = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private ShiftAlerts alerts = shifts;

    @BeforeEach
    void shiftsAreUnderWay() {
        ShiftRecord cart = Alerts.shift(Shifts.wants(Intent.ADVANCE));
        shifts.put(plan("cart"), cart.request(), cart.state());
        shifts.put(plan("orders"), cart.request(), cart.state());
    }

    @Test
    void shouldAskOfEachShiftWhatItsAlertsWant() {
        assertThat(outcomes(fires("f1", CART_FAILS), fires("f2", ORDERS_FAIL), fires("f3", "alertname=Watchdog")))
                .containsExactlyInAnyOrder(AlertOutcome.UNKNOWN, AlertOutcome.ROLL_BACK, AlertOutcome.ROLL_BACK);

        assertThat(intent(CART)).isEqualTo(Intent.ROLL_BACK);
        assertThat(intent(ORDERS)).isEqualTo(Intent.ROLL_BACK);
        assertThat(counted).hasSize(3);
    }

    @Test
    void shouldDoNothingTwiceWhicheverReplicaIsTold() {
        outcomes(fires("f1", CART_IS_SLOW));
        String version = shifts.find(CART).orElseThrow().version();

        assertThat(outcomes(fires("f1", CART_IS_SLOW))).containsExactly(AlertOutcome.KNOWN);
        assertThat(shifts.find(CART).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void shouldWriteAShiftOnceForAllAlertsOfANotification() {
        String version = shifts.find(CART).orElseThrow().version();

        assertThat(outcomes(fires("f1", CART_IS_SLOW), fires("f2", CART_IS_LATE)))
                .containsExactly(AlertOutcome.PAUSE, AlertOutcome.RECORDED);

        assertThat(Long.parseLong(shifts.find(CART).orElseThrow().version()) - Long.parseLong(version))
                .isLessThanOrEqualTo(2);
        assertThat(shifts.find(CART).orElseThrow().alerts().alerts()).hasSize(2);
    }

    @Test
    void shouldNotLetAShiftGoOnForAMomentWhenOneAlertIsOverAndAnotherFires() {
        outcomes(fires("f1", CART_IS_SLOW));

        assertThat(outcomes(isOver("f1", CART_IS_SLOW), fires("f2", CART_IS_LATE)))
                .containsExactly(AlertOutcome.RECORDED, AlertOutcome.RECORDED);
        assertThat(intent(CART)).isEqualTo(Intent.PAUSE);
    }

    @Test
    void shouldNotLoseAShiftForAnotherThatCantBeWritten() {
        shifts.faults(id -> id.equals(CART) ? Fault.LOST_BEFORE : Fault.NONE);

        List<Act> acts = desk().take(List.of(fires("f1", CART_FAILS), fires("f2", ORDERS_FAIL)));

        assertThat(acts)
                .extracting(act -> act.shift().orElseThrow().name() + " " + act.outcome() + ": " + act.words())
                .containsExactly(
                        "cart FAILED: the management cluster did not confirm it", "orders ROLL_BACK: rolls back");
        assertThat(intent(ORDERS)).isEqualTo(Intent.ROLL_BACK);
        assertThat(intent(CART)).isEqualTo(Intent.ADVANCE);
    }

    @Test
    void shouldFindItDoneWhenItIsToldAgainBecauseTheAnswerWasLost() {
        shifts.faults(id -> Fault.LOST_AFTER);
        assertThat(outcomes(fires("f1", CART_IS_SLOW))).containsExactly(AlertOutcome.FAILED);
        shifts.faults(id -> Fault.NONE);

        assertThat(outcomes(fires("f1", CART_IS_SLOW))).containsExactly(AlertOutcome.KNOWN);
        assertThat(intent(CART)).isEqualTo(Intent.PAUSE);
    }

    @Test
    void shouldAnswerInTimeAndLeaveTheRestForTheNextTime() {
        alerts = (id, change) -> {
            nanoTime.addAndGet(AlertDesk.PATIENCE.toNanos());
            throw new StoreUnavailableException("it hangs", null);
        };

        List<Act> acts = desk().take(List.of(fires("f1", CART_FAILS), fires("f2", ORDERS_FAIL)));

        assertThat(acts)
                .extracting(Act::words)
                .containsExactly("the management cluster did not confirm it", "there was no time left for it");
        assertThat(acts).extracting(Act::outcome).containsOnly(AlertOutcome.FAILED);
    }

    @Test
    void shouldNotLoseAShiftForAFaultOfItsOwn() {
        alerts = (id, change) -> {
            if (id.equals(CART)) {
                throw new IllegalStateException("unforeseen");
            }
            shifts.change(id, change);
        };

        assertThat(outcomes(fires("f1", CART_FAILS), fires("f2", ORDERS_FAIL)))
                .containsExactly(AlertOutcome.FAILED, AlertOutcome.ROLL_BACK);
    }

    private List<AlertOutcome> outcomes(Alert... told) {
        return desk().take(List.of(told)).stream().map(Act::outcome).toList();
    }

    private AlertDesk desk() {
        AlertMeter meter = new AlertMeter() {
            @Override
            public void taken(AlertOutcome outcome) {
                counted.add(outcome);
            }

            @Override
            public void truncated(int count) {
                throw new AssertionError("nothing is");
            }
        };
        return new AlertDesk(shifts, alerts, meter, clock, nanoTime::get);
    }

    private Intent intent(ShiftId id) {
        return shifts.find(id).orElseThrow().request().intent();
    }

    private static ShiftPlan plan(String service) {
        ShiftPlan plan = Shifts.plan();
        return new ShiftPlan(
                new ShiftId("shop", service),
                new ServiceRef("shop", service),
                plan.source(),
                plan.destination(),
                plan.ladder(),
                plan.pacing(),
                plan.objectives(),
                plan.subsetLabel(),
                plan.onDelete(),
                plan.mode());
    }
}
