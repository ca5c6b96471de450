package dev.gangway.cli;

import dev.gangway.cli.shift.Goal;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.ShiftId;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code gangway shift pause}, and what else people want of a shift that is there. */
@CommandLine.Command(
        footerHeading = "%nExample:%n",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is wanted from now on; with --wait: it is so",
            "1:refused or failed",
            "2:wrong usage",
            "3:with --wait: rolled back instead",
            "4:with --wait: not so within --timeout"
        })
final class ShiftVerbCommand extends ShiftSubcommand {
    private final Command verb;

    @Mixin
    private WaitOptions waiting;

    @Mixin
    private ShiftArgument shift;

    @Mixin
    private ReasonOption reason;

    private ShiftVerbCommand(Outside outside, Command verb) {
        super(outside);
        this.verb = verb;
    }

    /** The command for a verb, with its help. */
    static CommandLine of(Outside outside, Command verb) {
        CommandLine line = new CommandLine(new ShiftVerbCommand(outside, verb));
        line.getCommandSpec()
                .name(word(verb))
                .usageMessage()
                .description(description(verb))
                .footer("  gangway shift %s -n shop checkout%s".formatted(word(verb), example(verb)));
        return line;
    }

    @Override
    public Integer call() {
        ShiftId of = named(shift.text());
        boolean waits = waiting.isWanted();
        Shifts shifts = shifts();
        ShiftSeen seen = shifts.command(of, verb, reason.words());
        if (waits) {
            int after = verb == Command.RETRY ? seen.attempt() : 0;
            return watch(shifts, seen, Goal.of(verb), after, waiting.timeout());
        }
        show(seen);
        return ExitCodes.DONE;
    }

    private static String word(Command verb) {
        return switch (verb) {
            case PAUSE -> "pause";
            case RESUME -> "resume";
            case PROMOTE -> "promote";
            case ROLL_BACK -> "rollback";
            case RETRY -> "retry";
        };
    }

    private static String description(Command verb) {
        return switch (verb) {
            case PAUSE -> "Lets a shift stand still at its present weight.";
            case RESUME -> "Lets a paused shift go on.";
            case PROMOTE -> "Sends all traffic to the destination without waiting for evidence.";
            case ROLL_BACK -> "Takes all traffic back to the source.";
            case RETRY -> "Begins a shift again that was rolled back.";
        };
    }

    private static String example(Command verb) {
        return switch (verb) {
            case PAUSE -> " --reason 'the database is being moved tonight'";
            case RESUME -> "";
            case PROMOTE -> " --reason 'k8s2 loses its power at noon'";
            case ROLL_BACK -> " --wait --timeout 5m";
            case RETRY -> " --wait --timeout 2h";
        };
    }
}
