package dev.gangway.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged while it is open: of what Gangway is made of, much more than usual. */
final class LogLines extends Handler implements AutoCloseable {
    private static final Logger ALL = Logger.getLogger("");

    /** Held, as a logger that nobody holds forgets its level. */
    private static final List<Logger> DETAILED = List.of(
            Logger.getLogger("dev.gangway.adapter"),
            Logger.getLogger("dev.gangway.config"),
            Logger.getLogger("dev.gangway.control"),
            Logger.getLogger("io.fabric8.kubernetes.client.dsl"),
            Logger.getLogger("io.fabric8.kubernetes.client.http"),
            Logger.getLogger("io.quarkus.vertx"),
            Logger.getLogger("org.jboss.resteasy"));

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        setFormatter(new PatternFormatter("%p %c %s%e"));
    }

    static LogLines open() {
        LogLines lines = new LogLines();
        DETAILED.forEach(logger -> logger.setLevel(Level.ALL));
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
        DETAILED.forEach(logger -> logger.setLevel(null));
    }
}
