package dev.gangway.cli;

import dev.gangway.cli.shift.Numbers;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An enrolment in words: a bar to be redrawn, a line for a log, and what came of it. */
final class EnrolmentText {
    private static final int BAR = 24;

    private EnrolmentText() {}

    /** One line for a terminal: the count, the bar, what is at hand, and the time left. */
    static String bar(Enrolment enrolment) {
        int full = enrolment.total() == 0 ? 0 : BAR * enrolment.done() / enrolment.total();
        return "%s  %d of %d  %s%s  %s%s"
                .formatted(
                        enrolment.request().namespace(),
                        enrolment.done(),
                        enrolment.total(),
                        "█".repeat(full),
                        "░".repeat(BAR - full),
                        enrolment.message(),
                        left(enrolment));
    }

    /** One line for a log. */
    static String line(Enrolment enrolment) {
        return "%s  %s  %d of %d  %s"
                .formatted(
                        enrolment.updatedAt(),
                        enrolment.state().title(),
                        enrolment.done(),
                        enrolment.total(),
                        enrolment.message());
    }

    /** How it stands, for people. */
    static String table(Enrolment enrolment) {
        EnrolmentRequest request = enrolment.request();
        List<String> lines = new ArrayList<>();
        lines.add("%s %s %s: %s"
                .formatted(
                        request.where(),
                        request.disable() ? "out of the mesh" : "into the mesh, revision " + request.revision(),
                        enrolment.state().title().toLowerCase(Locale.ROOT),
                        enrolment.message()));
        lines.add("%d of %d workloads restarted".formatted(enrolment.done(), enrolment.total()));
        list(lines, "to know:", enrolment.notes());
        list(lines, "pods without its sidecar:", enrolment.withoutSidecar());
        return String.join("\n", lines);
    }

    private static void list(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add(title);
            items.forEach(item -> lines.add("  " + item));
        }
    }

    /** By the pace so far; nothing before the first workload is done. */
    private static String left(Enrolment enrolment) {
        if (enrolment.done() == 0 || enrolment.done() >= enrolment.total()) {
            return "";
        }
        Duration each =
                Duration.between(enrolment.startedAt(), enrolment.updatedAt()).dividedBy(enrolment.done());
        return ", %s left".formatted(Numbers.about(each.multipliedBy(enrolment.total() - enrolment.done())));
    }
}
