package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import java.util.List;
import java.util.Optional;

/** Where shifts live. */
public interface ShiftStore {

    /** All shifts whose specification can be followed, as last known. */
    List<ShiftRecord> all();

    /** One of them. */
    Optional<ShiftRecord> find(ShiftId id);

    /**
     * Writes a shift's state, if nobody else has written the shift since it was read.
     *
     * @return the shift as it stands now
     * @throws StaleRecordException if somebody has, or the shift is gone
     * @throws StoreUnavailableException if it can't be known whether it was written
     */
    ShiftRecord record(ShiftRecord read, ShiftState state);

    /**
     * Lets go of a deleted shift; its record vanishes.
     *
     * @throws StaleRecordException if somebody has written the shift since it was read
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    void release(ShiftRecord read);
}
