package dev.gangway.cli;

import picocli.CommandLine.Mixin;

/** A command that asks a server. What that refuses, and that it does not answer, is told by the command line itself. */
abstract class ServerCommand extends GangwayCommand {
    @Mixin
    private ServerOptions server;

    ServerCommand(Outside outside) {
        super(outside);
    }

    final ServerAddress server() {
        return server.address(outside());
    }

    /** Where none is given. */
    final String usualNamespace() {
        return server.namespace(outside());
    }
}
