package dev.gangway.cli;

import dev.gangway.cli.shift.Shifts;
import dev.gangway.control.RefusedException;
import dev.gangway.domain.shift.ShiftId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway shift delete}. */
@Command(
        name = "delete",
        description = "Deletes a shift. Its routes keep the last split, or are removed, as its onDelete says.",
        footerHeading = "%nExample:%n",
        footer = "  gangway shift delete -n shop checkout --wait",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is being deleted; with --wait: it is gone",
            "1:refused or failed",
            "2:wrong usage",
            "4:with --wait: not gone within --timeout"
        })
final class ShiftDeleteCommand extends ServerCommand {
    @Mixin
    private NamespaceOption namespace;

    @Mixin
    private WaitOptions waiting;

    @Mixin
    private ShiftArgument shift;

    ShiftDeleteCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        ShiftId of = namespace.shift(shift.text(), this);
        boolean waits = waiting.isWanted();
        Shifts shifts = outside().shifts(server());
        shifts.delete(of);
        if (!waits) {
            talk("shift %s is being deleted".formatted(of));
            return ExitCodes.DONE;
        }
        boolean gone = new Patience(outside(), waiting.timeout()).until(() -> isGone(shifts, of), is -> is);
        talk("shift %s is %s".formatted(of, gone ? "gone" : "not gone yet; it goes on without this"));
        return gone ? ExitCodes.DONE : ExitCodes.TIMED_OUT;
    }

    private static boolean isGone(Shifts shifts, ShiftId id) {
        try {
            var unused = shifts.get(id);
            return false;
        } catch (RefusedException refused) {
            if (refused.kind() == RefusedException.Kind.NOT_FOUND) {
                return true;
            }
            throw refused;
        }
    }
}
