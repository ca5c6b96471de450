package dev.gangway.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged while it is open, of every level that the build has left in. */
final class LogLines extends Handler implements AutoCloseable {
    private static final Logger ALL = Logger.getLogger("");

    private final Level before = ALL.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        setFormatter(new PatternFormatter("%p %c %s%e"));
    }

    static LogLines open() {
        LogLines lines = new LogLines();
        ALL.setLevel(Level.ALL);
        ALL.addHandler(lines);
        return lines;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(getFormatter().format(entry));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ALL.removeHandler(this);
        ALL.setLevel(before);
    }
}
