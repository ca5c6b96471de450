package dev.gangway.adapter.crd;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.alert.AlertRules;
import dev.gangway.control.alert.ShiftAlerts;
import dev.gangway.domain.shift.ShiftId;
import java.util.Optional;
import java.util.function.BiFunction;

/** Keeps the alerts that a shift was told of with its TrafficShift. */
public final class CustomResourceAlerts implements ShiftAlerts {
    private final CustomResourceRequests requests;
    private final ResourceCache cache;

    /** The cache must be started. */
    public CustomResourceAlerts(CustomResourceRequests requests, ResourceCache cache) {
        this.requests = requests;
        this.cache = cache;
    }

    @Override
    public void change(ShiftId id, BiFunction<ShiftRecord, AlertRules, ShiftRecord> change) {
        requests.change(id, (current, stands) -> changed(current, stands, change));
    }

    private Optional<TrafficShift> changed(
            TrafficShift current, ShiftRecord stands, BiFunction<ShiftRecord, AlertRules, ShiftRecord> change) {
        AlertRules rules =
                AlertsMapping.rules(cache.policyOf(current), current.getSpec().policy());
        ShiftRecord wanted = change.apply(stands, rules);
        if (wanted.request().equals(stands.request()) && wanted.alerts().equals(stands.alerts())) {
            return Optional.empty();
        }
        TrafficShift changed = ResourceCache.copy(current);
        if (!wanted.request().equals(stands.request())) {
            changed.setSpec(current.getSpec().wanting(wanted.request()));
        }
        AlertAnnotation.write(changed, wanted.alerts());
        return Optional.of(changed);
    }
}
