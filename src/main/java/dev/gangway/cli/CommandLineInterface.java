package dev.gangway.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code gangway}. What it prints on stdout is data, on stderr talk. Exit codes: 0 done, 1 refused or failed, 2
 * wrong usage.
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
        CommandLine line = new CommandLine(new Gangway())
                .addSubcommand(new BacktestCommand(outside))
                .addSubcommand(new PlanCommand(outside))
                .addSubcommand(new PreflightCommand(outside))
                .addSubcommand(new EnrollCommand(outside))
                .addSubcommand(new GatewayCommand(outside))
                .addSubcommand(new RemoteSecretCommand(outside))
                .addSubcommand(new DecommissionCommand(outside))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    // A fault of ours: its kind is all that can be said without a stack.
                    err.println("gangway failed (" + failure.getClass().getSimpleName()
                            + "): this is a fault of Gangway, please report it with the command");
                    return ExitCode.SOFTWARE;
                });
        line.getCommandSpec().versionProvider(() -> new String[] {"gangway " + outside.version()});
        return line.execute(arguments);
    }

    @Command(
            name = "gangway",
            description = "Moves a service's traffic between the clusters of one Istio mesh, on evidence.",
            footer = {"", "Without arguments it serves: see the documentation."},
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage"})
    private static final class Gangway implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
        }
    }
}
