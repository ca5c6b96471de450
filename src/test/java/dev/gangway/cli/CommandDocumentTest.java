package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/cli.md} has every command with its help, as it is printed. After a change of either:
 * {@code mvn test -Dtest=CommandDocumentTest -Dgangway.documents=write}.
 */
class CommandDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "cli.md");
    private static final String BEGIN = "<!-- printed: do not edit -->\n";
    private static final boolean WRITES = "write".equals(System.getProperty("gangway.documents"));

    @Test
    void shouldShowTheHelpOfEachCommand() throws IOException {
        String document = Files.readString(DOCUMENT);
        String expected = document.substring(0, document.indexOf(BEGIN) + BEGIN.length()) + printed();
        if (WRITES) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    @Test
    void shouldHelpEachCommandWithAnExampleAndItsExitCodes() {
        assertThat(commands(line())).hasSizeGreaterThanOrEqualTo(20).allSatisfy(command -> assertThat(help(command))
                .as(command.getCommandSpec().qualifiedName())
                .contains("Example", "\n  gangway "));
        assertThat(commands(line()))
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .allSatisfy(command -> assertThat(help(command)).contains("Exit codes:\n  0", "\n  2"));
    }

    private static String printed() {
        StringBuilder text = new StringBuilder();
        for (CommandLine command : commands(line())) {
            text.append("\n### %s\n\n".formatted(command.getCommandSpec().qualifiedName()))
                    .append(help(command)
                            .lines()
                            .map(words -> ("    " + words).stripTrailing())
                            .collect(Collectors.joining("\n", "", "\n")));
        }
        return text.toString();
    }

    private static String help(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF);
    }

    private static List<CommandLine> commands(CommandLine parent) {
        List<CommandLine> all = new ArrayList<>(List.of(parent));
        parent.getSubcommands().values().forEach(command -> all.addAll(commands(command)));
        return all;
    }

    private static CommandLine line() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return new CommandLineInterface(new MadeUpOutside(), nowhere, nowhere).line();
    }
}
