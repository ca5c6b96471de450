package dev.gangway.control;

import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import java.util.Optional;
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
     * @param key is kept with it, where there is one
     * @param rehearsal it is checked, and not kept; its version is empty
     * @throws RefusedException if one of that name exists
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    ShiftRecord create(ShiftDraft draft, Optional<IdempotencyKey> key, boolean rehearsal);

    /** Creates a shift, without a key. */
    default ShiftRecord create(ShiftDraft draft) {
        return create(draft, Optional.empty(), false);
    }

    /**
     * The shift that was created from this draft with this key, by whichever replica, and stands still; empty where there is none.
     *
     * @throws RefusedException if another one of the namespace was created with the key, or the same from another draft
     * @throws StoreUnavailableException if it can't be known
     */
    Optional<ShiftRecord> createdWith(ShiftDraft draft, IdempotencyKey key);

    /**
     * Changes what is wanted of a shift; the change is computed anew when somebody else wrote meanwhile.
     *
     * @throws RefusedException if there is no such shift, the terms don't hold, or as the change itself throws
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change, Terms terms);

    /** Changes what is wanted of a shift, whatever stands. */
    default ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change) {
        return request(id, change, Terms.NONE);
    }

    /**
     * Deletes a shift; what becomes of its routes is as its specification says.
     *
     * @throws RefusedException if there is no such shift, or the terms don't hold
     * @throws StoreUnavailableException if it can't be known whether it was done
     */
    void delete(ShiftId id, Terms terms);

    /** Deletes a shift, whatever stands. */
    default void delete(ShiftId id) {
        delete(id, Terms.NONE);
    }
}
