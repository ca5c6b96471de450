package dev.gangway.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a command waits for what it has asked for, and how long. */
final class WaitOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--wait", description = "Wait until it is so, and show how far it is meanwhile.")
    private boolean isWanted;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Patience.Reader.class,
            description = "With --wait: give up after this, such as 30m; default: never.")
    private Optional<Duration> timeout = Optional.empty();

    /** Throws ParameterException for a timeout of no wait. */
    boolean isWanted() {
        if (timeout.isPresent() && !isWanted) {
            throw new ParameterException(command.commandLine(), "--timeout makes no sense without --wait");
        }
        return isWanted;
    }

    Optional<Duration> timeout() {
        return timeout;
    }
}
