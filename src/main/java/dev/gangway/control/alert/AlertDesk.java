package dev.gangway.control.alert;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.domain.shift.ShiftId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Takes the alerts of a notification: each shift that they speak of is written once for all of them, and what becomes of one shift is
 * nothing to another.
 */
public final class AlertDesk {
    /** Who tells waits for the answer; shifts that were not reached by then are told the next time. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = Logger.getLogger(AlertDesk.class);

    private final ShiftStore store;
    private final ShiftAlerts alerts;
    private final AlertMeter meter;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime real time, whatever the clock shows */
    public AlertDesk(ShiftStore store, ShiftAlerts alerts, AlertMeter meter, Clock clock, LongSupplier nanoTime) {
        this.store = store;
        this.alerts = alerts;
        this.meter = meter;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * What became of one alert for one shift.
     *
     * @param shift empty where it speaks of none
     * @param words for people
     */
    public record Act(String alert, Optional<ShiftId> shift, AlertOutcome outcome, String words) {}

    /** Never throws; an act that has FAILED must be told again, the others are durable. */
    public List<Act> take(List<Alert> told) {
        long deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
        List<Act> acts = new ArrayList<>();
        Map<ShiftId, List<Alert>> meant = new LinkedHashMap<>();
        List<ShiftRecord> shifts = store.all();
        for (Alert alert : told) {
            List<ShiftId> ids =
                    shifts.stream().filter(alert::speaksOf).map(ShiftRecord::id).toList();
            ids.forEach(
                    id -> meant.computeIfAbsent(id, any -> new ArrayList<>()).add(alert));
            if (ids.isEmpty()) {
                acts.add(new Act(
                        alert.words(), Optional.empty(), AlertOutcome.UNKNOWN, "speaks of no shift that is there"));
            }
        }
        meant.forEach((id, about) -> acts.addAll(
                nanoTime.getAsLong() < deadline
                        ? act(id, about)
                        : all(id, about, AlertOutcome.FAILED, "there was no time left for it")));
        acts.forEach(act -> meter.taken(act.outcome()));
        return acts;
    }

    private List<Act> act(ShiftId id, List<Alert> about) {
        // What fires first: a shift that one alert holds must not go on for a moment because another is over.
        List<Alert> inOrder = about.stream()
                .sorted(Comparator.comparing((Alert alert) -> !alert.fires()))
                .toList();
        List<Act> acts = new ArrayList<>();
        try {
            alerts.change(id, (shift, rules) -> {
                acts.clear();
                ShiftRecord now = shift;
                for (Alert alert : inOrder) {
                    AlertReaction reaction = AlertReaction.of(alert, now, rules, clock.instant());
                    now = reaction.shift();
                    acts.add(new Act(alert.words(), Optional.of(id), reaction.outcome(), reaction.words()));
                }
                return now;
            });
            acts.forEach(act -> LOG.infof("shift=%s %s: %s", id, act.alert(), act.words()));
            return acts;
        } catch (RefusedException e) {
            return e.kind() == RefusedException.Kind.NOT_FOUND
                    ? all(id, about, AlertOutcome.UNKNOWN, e.getMessage())
                    : failed(id, about, e, e.getMessage());
        } catch (StoreUnavailableException e) {
            return failed(id, about, e, "the management cluster did not confirm it");
        } catch (RuntimeException e) {
            LOG.errorf(e, "shift=%s: a fault of Gangway", id);
            return failed(id, about, e, "this is a fault of Gangway; its log has the details");
        }
    }

    private static List<Act> failed(ShiftId id, List<Alert> about, RuntimeException failure, String words) {
        LOG.warnf("shift=%s: alerts could not be put down: %s", id, failure.getMessage());
        return all(id, about, AlertOutcome.FAILED, words);
    }

    private static List<Act> all(ShiftId id, List<Alert> about, AlertOutcome outcome, String words) {
        return about.stream()
                .map(alert -> new Act(alert.words(), Optional.of(id), outcome, words))
                .toList();
    }
}
