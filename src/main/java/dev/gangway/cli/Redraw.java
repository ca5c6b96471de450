package dev.gangway.cli;

import java.io.PrintWriter;
import java.util.List;

/** Lines in a terminal that are drawn anew in their place. What is too long for the terminal is cut by it, so that lines stay lines. */
final class Redraw {
    private static final String UP_AND_CLEAR = "\u001b[A\u001b[2K";
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintWriter terminal;
    private List<String> drawn = List.of();

    Redraw(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** In place of those before. */
    void draw(List<String> lines) {
        if (!lines.equals(drawn)) {
            clear();
            terminal.print(WRAP_OFF + String.join("\n", lines) + "\n" + WRAP_ON);
            terminal.flush();
            drawn = lines;
        }
    }

    /** Takes them away. */
    void clear() {
        terminal.print(UP_AND_CLEAR.repeat(drawn.size()));
        terminal.flush();
        drawn = List.of();
    }
}
