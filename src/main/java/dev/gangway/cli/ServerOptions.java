package dev.gangway.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command finds the Gangway that it asks. */
final class ServerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:GANGWAY_SERVER:-http://localhost:8080}",
            description = "The Gangway to ask; default: $GANGWAY_SERVER, or http://localhost:8080.")
    private URI server;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A bearer token that is shown to it.")
    private Optional<Path> token = Optional.empty();

    ServerAddress address() {
        try {
            return new ServerAddress(server, token);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--server: " + e.getMessage());
        }
    }
}
