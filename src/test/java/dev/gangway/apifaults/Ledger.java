package dev.gangway.apifaults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What was done and what came of it, as a table. */
final class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private static final Path REPORT = Path.of("target", "apifaults", "report.txt");
    private static final String LINE = "%-24s %-12s %8s %10s %10s";

    private final List<Row> rows = new ArrayList<>();

    /**
     * One fault in one cluster.
     *
     * @param injected how often it has happened
     * @param violations of invariants
     * @param seconds from its end until all was as it should be, in the mesh's time
     */
    record Row(String fault, String cluster, int injected, List<String> violations, long seconds) {}

    void add(Row row) {
        rows.add(row);
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Tells the log, and writes the report. */
    void publish() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(LINE.formatted("fault", "cluster", "injected", "violations", "converged"));
        rows.forEach(row -> lines.add(LINE.formatted(
                row.fault(), row.cluster(), row.injected(), row.violations().size(), row.seconds() + " s")));
        lines.forEach(LOG::info);
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
    }
}
