package dev.gangway.adapter.events;

import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Decisions of the shift shop/cart-to-eks1, and what becomes of telling them. */
final class ShiftEvents {
    static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456Z");

    private ShiftEvents() {}

    static ShiftEvent event(Phase.Kind from, Phase.Kind to) {
        return event(from, to, Reason.Cause.VERDICT, "12 of 410 requests failed");
    }

    static ShiftEvent event(Phase.Kind from, Phase.Kind to, Reason.Cause cause, String words) {
        return weights(from, to, 100, to == Phase.Kind.ROLLING_BACK ? 0 : 100, cause, words);
    }

    static ShiftEvent weights(Phase.Kind from, Phase.Kind to, int before, int after, Reason.Cause cause, String words) {
        return new ShiftEvent(
                AT,
                Shifts.plan(),
                from,
                to,
                Shifts.plan().split(new Weight(before)),
                Shifts.plan().split(new Weight(after)),
                Verdict.DEGRADED,
                new Reason(cause, words, List.of()));
    }

    /** Remembers what was not delivered, as channel and why. */
    static final class Undelivered implements DeliveryMeter {
        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void undelivered(String channel, Why why) {
            all.add(channel + " " + why);
        }
    }
}
