package dev.gangway.control;

import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.fake.InMemoryShifts.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shifts beside each other. */
class SeveralShiftsTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void shouldLetOnlyTheFirstByNameOfTwoShiftsOfOneServiceBegin() {
        ShiftId second = new ShiftId("shop", "zz-second");
        bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
        bench.shifts.add(LoopBench.plan("zz-second", "cart"), Shifts.wants(Intent.ADVANCE));
        bench.rounds(10, GOOD);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.SHIFTING);
        ShiftState waiting = bench.shifts.find(second).orElseThrow().state();
        assertThat(waiting.phase()).isEqualTo(new Pending());
        assertThat(waiting.reason().text())
                .isEqualTo("service shop/cart is already moved by shift 'cart-to-eks1': delete one of the two");
        assertThat(bench.router.applies())
                .allSatisfy(apply -> assertThat(apply.plan().id()).isEqualTo(ID));
    }

    @Test
    void shouldNotEndTheTurnsOfOthersWhenOneThrows() {
        bench.in(LoopBench.plan("aa-broken", "broken"), Phases.shifting(1));
        bench.shifts.faults(id -> {
            if (id.name().equals("aa-broken")) {
                throw new IllegalStateException("broken on purpose");
            }
            return Fault.NONE;
        });
        bench.standingIn(Phases.shifting(0)).rounds(4, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.meter.said()).contains("failed shop/aa-broken error", "round of 2");
    }

    @Test
    void shouldForgetAShiftThatWasReleased() {
        bench.standingIn(Phases.shifting(1)).round(GOOD);
        bench.shifts.delete(ID);
        bench.tick();

        assertThat(bench.shifts.find(ID)).isEmpty();
        assertThat(bench.meter.said()).contains("forgotten " + ID);
        assertThat(bench.announcer.events()).last().satisfies(event -> assertThat(event.to())
                .isEqualTo(Phase.Kind.RELEASED));
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 100, EKS1, 100, GKE3, 100));
    }

    @Test
    void shouldForgetAShiftThatVanished() {
        bench.standingIn(Phases.shifting(1)).round(GOOD);
        bench.shifts.release(bench.shifts.find(ID).orElseThrow());
        bench.round();

        assertThat(bench.meter.said()).contains("forgotten " + ID);
    }

    @Test
    void shouldNotTickAShiftThatDoesNotExist() {
        bench.tick();

        assertThat(bench.meter.turns()).isEmpty();
        assertThat(bench.meter.said()).containsExactly("forgotten " + ID);
    }
}
