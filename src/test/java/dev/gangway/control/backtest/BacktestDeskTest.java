package dev.gangway.control.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.BusyException;
import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.MetricsHistory;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftRequests;
import dev.gangway.control.Terms;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.fake.MutableClock;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BacktestDeskTest {
    private final List<ShiftDraft> drafts = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void shouldTakeTwoAtATimeAndThenAgain() {
        // Each reading asks for one more backtest before it answers.
        BacktestDesk[] desk = new BacktestDesk[1];
        desk[0] = desk((service, from, to, step, failures) -> {
            try {
                desk[0].play(enquiry(10));
            } catch (BusyException | NoRecordException e) {
                refusals.add(e.getClass().getSimpleName());
            }
            return nothing();
        });

        for (int times = 0; times < 3; times++) {
            refusals.clear();
            assertThatThrownBy(() -> desk[0].play(enquiry(10))).isInstanceOf(NoRecordException.class);
            assertThat(refusals).containsExactly("BusyException", "NoRecordException");
        }
    }

    @Test
    void shouldAskForThePlanOfTheNamedPolicy() {
        BacktestDesk desk = desk((service, from, to, step, failures) -> nothing());

        assertThatThrownBy(() -> desk.play(enquiry(10)))
                .isInstanceOf(NoRecordException.class)
                .hasMessage("nobody answers");

        assertThat(drafts).isNotEmpty().allSatisfy(draft -> {
            assertThat(draft.policy()).contains("careful");
            assertThat(draft.service()).isEqualTo("checkout");
        });
    }

    @Test
    void shouldRefuseMorePlacebosThanACallerShouldWaitFor() {
        BacktestDesk desk = desk((service, from, to, step, failures) -> nothing());

        for (int placebos : new int[] {0, 201}) {
            assertThatThrownBy(() -> desk.play(enquiry(placebos)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("must be between 1 and 200");
        }
        assertThat(drafts).isEmpty();
    }

    private BacktestDesk desk(MetricsHistory history) {
        return new BacktestDesk(new Backtests(history), new PlansOnly(drafts), new MutableClock(MadeUpRecord.BEGIN));
    }

    private static Uni<History> nothing() {
        return Uni.createFrom().item(new History.Unavailable(Problem.FAILED, "nobody answers"));
    }

    private static BacktestDesk.Enquiry enquiry(int placebos) {
        return new BacktestDesk.Enquiry(
                "shop",
                "checkout",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("careful"),
                placebos,
                1);
    }

    /** Knows the plan of any draft, and writes nothing. */
    private record PlansOnly(List<ShiftDraft> asked) implements ShiftRequests {
        @Override
        public ShiftPlan plan(ShiftDraft draft) {
            asked.add(draft);
            return MadeUpRecord.PLAN;
        }

        @Override
        public ShiftRecord create(ShiftDraft draft, Optional<IdempotencyKey> key, boolean rehearsal) {
            throw refused();
        }

        @Override
        public Optional<ShiftRecord> createdWith(ShiftDraft draft, IdempotencyKey key) {
            throw refused();
        }

        @Override
        public ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change, Terms terms) {
            throw refused();
        }

        @Override
        public void delete(ShiftId id, Terms terms) {
            throw refused();
        }

        private static RefusedException refused() {
            return new RefusedException(Kind.CONFLICT, "name", "a backtest writes nothing");
        }
    }
}
