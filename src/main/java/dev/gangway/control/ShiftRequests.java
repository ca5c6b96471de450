package dev.gangway.control;

import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import java.util.function.Function;

/** Where wishes are put down: the only way in which anything outside of the loop changes a shift. Durable on return. */
public interface ShiftRequests {

    /**
     * The plan that a draft would have.
     *
     * @throws RefusedException that names the field at fault
     */
    ShiftPlan plan(ShiftDraft draft);

    /**
     * Creates a shift.
     *
     * @throws RefusedException if one of that name exists
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    ShiftRecord create(ShiftDraft draft);

    /**
     * Changes what is wanted of a shift; the change is computed anew when somebody else wrote meanwhile.
     *
     * @throws RefusedException if there is no such shift, or as the change itself throws
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change);

    /**
     * Deletes a shift; what becomes of its routes is as its specification says.
     *
     * @throws RefusedException if there is no such shift
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    void delete(ShiftId id);
}
