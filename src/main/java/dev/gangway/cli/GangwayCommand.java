package dev.gangway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have: data goes to stdout, talk to stderr, and what is wrong with an option names it. */
abstract class GangwayCommand implements Callable<Integer> {
    private final Outside outside;

    @Spec
    private CommandSpec spec;

    GangwayCommand(Outside outside) {
        this.outside = outside;
    }

    final Outside outside() {
        return outside;
    }

    /** Data. */
    final void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /** A line of talk. */
    final void talk(String words) {
        err().println(words);
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The value, where it makes sense. */
    final <T> T option(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw wrong(name + ": " + e.getMessage());
        }
    }

    final ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
