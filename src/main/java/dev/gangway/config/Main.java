package dev.gangway.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.cli.CommandLineInterface;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;

/** Serves; or, where it is given arguments, runs one command without starting the server, and ends. */
@QuarkusMain
public final class Main {
    Main() {}

    /** Ends with the exit code of the command, or of the server when it is stopped. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        System.exit(new CommandLineInterface(new Workstation(), out, err).execute(arguments));
    }
}
