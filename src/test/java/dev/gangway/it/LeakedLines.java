package dev.gangway.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The lines of the log that tell what they must not, such as a secret, while it is open. */
final class LeakedLines extends Handler implements AutoCloseable {
    private static final Logger ALL = Logger.getLogger("");

    private final List<String> secrets;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LeakedLines(List<String> secrets) {
        this.secrets = secrets;
        setFormatter(new PatternFormatter("%p %c %s%e"));
    }

    static LeakedLines watch(List<String> secrets) {
        LeakedLines leaked = new LeakedLines(secrets);
        ALL.addHandler(leaked);
        return leaked;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        String line = getFormatter().format(entry);
        if (isLoggable(entry) && secrets.stream().anyMatch(line::contains)) {
            lines.add(line);
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ALL.removeHandler(this);
    }
}
