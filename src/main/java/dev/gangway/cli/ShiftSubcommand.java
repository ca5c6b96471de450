package dev.gangway.cli;

import dev.gangway.cli.shift.Goal;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.ShiftTable;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What commands about one shift, or several, have in common. */
abstract class ShiftSubcommand extends ServerCommand {
    @Mixin
    private NamespaceOption namespace;

    @Mixin
    private ShiftOutputOption output;

    ShiftSubcommand(Outside outside) {
        super(outside);
    }

    final Shifts shifts() {
        return outside().shifts(server());
    }

    final String namespace() {
        return namespace.of(this);
    }

    final ShiftId named(String shift) {
        return namespace.shift(shift, this);
    }

    final ShiftOutputOption output() {
        return output;
    }

    /** A line of a table, or what is asked for. */
    final void show(ShiftSeen shift) {
        print(output.text(outside(), shift, () -> ShiftTable.of(List.of(shift), true)));
    }

    /**
     * Watches a shift until the goal, shows it, and says how it went.
     *
     * @param after see {@link Goal#end}
     * @return the exit code
     */
    final int watch(Shifts shifts, ShiftSeen begun, Goal goal, int after, Optional<Duration> timeout) {
        ShiftWatch watch = new ShiftWatch(shifts, outside(), err(), begun);
        String again = "The shift goes on without this. Look again:  gangway shift watch -n %s %s"
                .formatted(begun.id().namespace(), begun.id().name());
        Optional<Goal.End> end = outside().screen().whileSaying(again, () -> watch.until(goal, after, timeout));
        ShiftSeen last = watch.last();
        show(last);
        if (end.isEmpty()) {
            talk("given up after %d s while it is %s: %s%n%s"
                    .formatted(timeout.map(Duration::toSeconds).orElse(0L), last.phase(), last.reason(), again));
            return ExitCodes.TIMED_OUT;
        }
        return switch (end.get()) {
            case REACHED -> ExitCodes.DONE;
            case ROLLED_BACK -> {
                talk("rolled back: " + last.reason());
                yield ExitCodes.ROLLED_BACK;
            }
            case MISSED -> {
                talk("it is %s, and can't come to what was waited for".formatted(last.phase()));
                yield ExitCodes.FAILED;
            }
        };
    }
}
