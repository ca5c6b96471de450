package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.domain.shift.Command;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code gangway}. What it prints on stdout is data, on stderr talk. Exit codes: 0 done, 1 refused or failed, 2
 * wrong usage, 3 rolled back, 4 timed out.
 */
public final class CommandLineInterface {
    private final Outside outside;
    private final PrintWriter out;
    private final PrintWriter err;

    /** Prints there. */
    public CommandLineInterface(Outside outside, PrintWriter out, PrintWriter err) {
        this.outside = outside;
        this.out = out;
        this.err = err;
    }

    /** Runs a command and gives its exit code. */
    public int execute(String... arguments) {
        CommandLine line = line();
        if (arguments.length > 0 && arguments[0].equals(Completions.ASKED)) {
            List<String> words = List.of(arguments).subList(1, arguments.length);
            new Completions(line, outside).of(words).forEach(out::println);
            return ExitCodes.DONE;
        }
        return line.execute(arguments);
    }

    /** All commands, with their options and help. */
    CommandLine line() {
        CommandLine line = new CommandLine(new Gangway())
                .addSubcommand(shift())
                .addSubcommand(new PreflightCommand(outside))
                .addSubcommand(new PlanCommand(outside))
                .addSubcommand(new BacktestCommand(outside))
                .addSubcommand(new EnrollCommand(outside))
                .addSubcommand(new GatewayCommand(outside))
                .addSubcommand(new RemoteSecretCommand(outside))
                .addSubcommand(new DecommissionCommand(outside))
                .addSubcommand(new CompletionCommand(outside))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        line.getCommandSpec().versionProvider(() -> new String[] {"gangway " + outside.version()});
        return line;
    }

    private CommandLine shift() {
        CommandLine shift = new CommandLine(new Shift())
                .addSubcommand(new ShiftStartCommand(outside))
                .addSubcommand(new ShiftListCommand(outside))
                .addSubcommand(new ShiftStatusCommand(outside))
                .addSubcommand(new ShiftWatchCommand(outside));
        for (Command verb : Command.values()) {
            shift.addSubcommand(ShiftVerbCommand.of(outside, verb));
        }
        shift.addSubcommand(new ShiftApproveCommand(outside));
        return shift.addSubcommand(new ShiftDeleteCommand(outside));
    }

    private int failed(Exception failure) {
        if (failure instanceof RefusedException refused) {
            err.println("refused: " + refused.getMessage());
        } else if (failure instanceof ServerUnreachableException unreachable) {
            err.println("failed: " + unreachable.getMessage());
        } else {
            // A fault of ours: its kind is all that can be said without a stack.
            err.println("gangway failed (" + failure.getClass().getSimpleName()
                    + "): this is a fault of Gangway, please report it with the command");
        }
        return ExitCodes.FAILED;
    }

    @CommandLine.Command(
            name = "gangway",
            description = "Moves a service's traffic between the clusters of one Istio mesh, on evidence.",
            footerHeading = "%nExample:%n",
            footer = {"  gangway shift list -A", "", "Without arguments the package serves: see the documentation."},
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage", "3:rolled back", "4:timed out"})
    private static final class Gangway extends Group {}

    @CommandLine.Command(
            name = "shift",
            description = "Starts, shows and steers the moves of services.",
            footerHeading = "%nExample:%n",
            footer = "  gangway shift start -n shop checkout --source k8s2 --destination eks1 --wait",
            mixinStandardHelpOptions = true)
    private static final class Shift extends Group {}

    /** Does nothing by itself. */
    private abstract static class Group implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
        }
    }
}
