package dev.gangway.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** Where people look on while something lasts. */
public interface Screen {

    /** Whether lines can be redrawn. */
    boolean isTerminal();

    /** Whether colours are wanted there. */
    boolean isColoured();

    /** Lets real time pass; returns early when the command is broken off. */
    void pause(Duration time);

    /**
     * Does something that lasts; when somebody breaks the command off meanwhile, words are printed to stderr.
     *
     * @param words what goes on without it, and how to look again
     */
    <T> T whileSaying(String words, Supplier<T> work);
}
