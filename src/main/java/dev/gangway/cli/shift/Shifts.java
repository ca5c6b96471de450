package dev.gangway.cli.shift;

import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.ShiftId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The shifts of a Gangway that serves. Throws RefusedException, and what the caller throws where nobody answers. */
public interface Shifts {

    /** All of a namespace, or of all of them. */
    List<ShiftSeen> list(Optional<String> namespace);

    /** One. */
    ShiftSeen get(ShiftId shift);

    /**
     * Starts one; who wants it is for the server to say.
     *
     * @param key the same for each try at the same start
     */
    ShiftSeen start(ShiftDraft draft, String key);

    /** Says what is wanted, and why; empty = no reason is given. */
    ShiftSeen command(ShiftId shift, Command command, String why);

    /** Approves what it waits for, and says why; refused where that is not so many per cent, if it is said. */
    ShiftSeen approve(ShiftId shift, Optional<BigDecimal> percent, String why);

    /** Takes it away; what becomes of its routes is as its onDelete says. */
    void delete(ShiftId shift);

    /** The names of the clusters. */
    List<String> clusters();
}
