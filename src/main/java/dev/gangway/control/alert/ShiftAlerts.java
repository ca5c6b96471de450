package dev.gangway.control.alert;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.domain.shift.ShiftId;
import java.util.function.BiFunction;

/** Where shifts keep the alerts that they were told of, beside what is wanted of them. Durable on return. */
public interface ShiftAlerts {

    /**
     * Changes what is wanted of a shift and the alerts that it was told of, both or neither. The change is computed anew when somebody
     * else wrote meanwhile; where it changes neither, nothing is written.
     *
     * @param change of the shift as it stands, by the rules of its policy
     * @throws RefusedException if there is no such shift, or its specification can't be followed
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    void change(ShiftId id, BiFunction<ShiftRecord, AlertRules, ShiftRecord> change);
}
