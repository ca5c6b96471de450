package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What may come next on a command line, as shells ask for it: {@code gangway __complete shift status ''}. */
final class Completions {
    /** The word by which the shells' scripts ask; the rest of the line follows, with the word under the cursor last. */
    static final String ASKED = "__complete";

    /** Who completes waits for it. */
    private static final long PATIENCE_MILLIS = 3000;

    private final CommandLine line;
    private final Outside outside;

    Completions(CommandLine line, Outside outside) {
        this.line = line;
        this.outside = outside;
    }

    /** Those that begin as the last word does. */
    List<String> of(List<String> words) {
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        List<String> before = words.isEmpty() ? List.of() : words.subList(0, words.size() - 1);
        liven(before);
        List<CharSequence> found = new ArrayList<>();
        String[] all = Stream.concat(before.stream(), Stream.of("")).toArray(String[]::new);
        AutoComplete.complete(line.getCommandSpec(), all, before.size(), 0, 0, found);
        return found.stream()
                .map(Completions::asPeopleWrite)
                .filter(candidate -> candidate.startsWith(begun))
                // An option is wanted where somebody has begun one.
                .filter(candidate -> begun.startsWith("-") == candidate.startsWith("-"))
                .distinct()
                .sorted()
                .toList();
    }

    /** The values of an option are names of constants where it takes one of a few; no other candidate is all capitals. */
    private static String asPeopleWrite(CharSequence candidate) {
        String text = candidate.toString();
        return text.startsWith("-") || !text.equals(text.toUpperCase(Locale.ROOT))
                ? text
                : text.toLowerCase(Locale.ROOT);
    }

    /** Lets the command at hand ask its server, as its options say. */
    private void liven(List<String> words) {
        lenient(line);
        ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        if (parsed.commandSpec().userObject() instanceof ServerCommand command) {
            String namespace = parsed.matchedOptionValue("--namespace", Optional.<String>empty())
                    .orElseGet(() -> usual(command));
            for (ArgSpec argument : parsed.commandSpec().args()) {
                if (argument.completionCandidates() instanceof LiveNames names) {
                    names.from(asked -> ask(command, asked, namespace));
                }
            }
        }
    }

    private static void lenient(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(Completions::lenient);
    }

    private static String usual(ServerCommand command) {
        try {
            return command.usualNamespace();
        } catch (ParameterException unreadable) {
            return "default";
        }
    }

    /** None where nobody answers: a shell has no place for why. */
    private List<String> ask(ServerCommand command, LiveNames names, String namespace) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return names.names(outside.shifts(command.server()), namespace);
                    } catch (RefusedException | ServerUnreachableException | ParameterException nothing) {
                        return List.<String>of();
                    }
                })
                .completeOnTimeout(List.of(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
