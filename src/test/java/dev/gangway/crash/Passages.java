package dev.gangway.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells the test by its pipe of each named point that this process passes, and passes none before the test has answered. A test
 * that wants to kill here never answers.
 */
final class Passages {
    /** What it says first, when it has come up and waits to begin. */
    static final String UP = "up";

    private static final PrintStream OUT = System.out;
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

    private Passages() {}

    /** Says it, and waits for the answer; whoever comes meanwhile waits too. */
    static synchronized void pass(String point) {
        OUT.println(point);
        OUT.flush();
        awaitAnswer();
    }

    /** Only a test that is gone answers nothing at all, and nobody needs this process then. */
    static void awaitAnswer() {
        try {
            if (IN.readLine() == null) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
