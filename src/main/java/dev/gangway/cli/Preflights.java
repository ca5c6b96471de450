package dev.gangway.cli;

import dev.gangway.control.PreflightReport;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;

/** Asks a Gangway for preflight checks. Throws RefusedException, and ServerUnreachableException. */
public interface Preflights {

    /** Of a shift that is there. */
    PreflightReport of(ShiftId shift);

    /** Of one that might be started; nothing is written. */
    PreflightReport of(ShiftDraft draft);
}
