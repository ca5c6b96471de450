package dev.gangway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gangway completion}: a script by which a shell completes commands, options and names. */
@Command(
        name = "completion",
        description =
                "Prints a script for a shell, which then completes commands, options, and names that the server knows.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(gangway completion bash)",
            "  source <(gangway completion zsh)",
            "  gangway completion fish | source"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:wrong usage"})
final class CompletionCommand extends GangwayCommand {
    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell;

    private enum Shell {
        BASH,
        ZSH,
        FISH
    }

    CompletionCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        String name = "completion." + shell.name().toLowerCase(Locale.ROOT);
        try (InputStream script = CompletionCommand.class.getResourceAsStream(name)) {
            print(new String(requireNonNull(script, name).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitCodes.DONE;
    }
}
