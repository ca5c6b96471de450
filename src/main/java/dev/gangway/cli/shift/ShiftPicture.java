package dev.gangway.cli.shift;

import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.shift.Phase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** A shift in a few lines: how far, how well, what comes next. Colours only repeat what the words say. */
public final class ShiftPicture {
    private static final int BAR = 24;
    private static final int LABEL = 9;
    private static final BigDecimal PERCENT_A_CELL = BigDecimal.valueOf(100.0 / BAR);

    private final Ansi ansi;

    /** With colours, or without. */
    public ShiftPicture(boolean isColoured) {
        ansi = isColoured ? Ansi.ON : Ansi.OFF;
    }

    /**
     * The lines.
     *
     * @param since for how long the server has told just this
     */
    public List<String> of(ShiftSeen shift, Duration since) {
        Course course = new Course(shift, since);
        List<String> lines = new ArrayList<>();
        lines.add(headline(shift, course));
        lines.add(evidence(shift));
        lines.add(course.next().map(weight -> next(weight, course)).orElseGet(() -> labelled("why", shift.reason())));
        shift.troubles().forEach(trouble -> lines.add(labelled("!", trouble)));
        return lines;
    }

    private String headline(ShiftSeen shift, Course course) {
        List<String> parts = new ArrayList<>();
        parts.add(shift.id().name());
        parts.add("%s -> %s".formatted(shift.route().source(), shift.route().destination()));
        parts.add(painted(shift.phase(), colour(shift)));
        parts.add("%s  %s".formatted(Numbers.percent(shift.weight()), bar(shift.weight())));
        course.rung().ifPresent(parts::add);
        parts.add(painted(shift.verdict(), "DEGRADED".equals(shift.verdict()) ? "red" : ""));
        course.left().ifPresent(left -> parts.add(Numbers.about(left) + " left"));
        return String.join("   ", parts);
    }

    private String bar(BigDecimal weight) {
        int full = weight.divide(PERCENT_A_CELL, 0, RoundingMode.HALF_UP).intValue();
        return painted("█".repeat(full), "blue") + painted("░".repeat(BAR - full), "yellow");
    }

    private static String evidence(ShiftSeen shift) {
        if (shift.found().isEmpty()) {
            return labelled("errors", "nothing measured yet");
        }
        return shift.found().stream()
                .map(found -> labelled(
                                found.objective() == Finding.Objective.ERROR_RATIO ? "errors" : "latency",
                                value(found, found.destination()))
                        + "  (%s %s, harm %s of %s)"
                                .formatted(
                                        shift.route().source(),
                                        value(found, found.source()),
                                        Numbers.odds(found.harm()),
                                        Numbers.odds(found.harmLimit())))
                .collect(Collectors.joining("    "));
    }

    private static String value(ShiftSeen.Found found, Optional<Double> value) {
        return value.map(number -> found.objective() == Finding.Objective.ERROR_RATIO
                        ? Numbers.percentOf(number)
                        : Numbers.millis(number))
                .orElse("not seen");
    }

    private static String next(BigDecimal weight, Course course) {
        String when =
                course.untilNext().isZero() ? "as soon as enough is seen" : "in " + Numbers.about(course.untilNext());
        return labelled("next", "%s %s".formatted(Numbers.percent(weight), when));
    }

    private static String labelled(String label, String words) {
        return "  %s%s".formatted(label + " ".repeat(Math.max(1, LABEL - label.length())), words);
    }

    private static String colour(ShiftSeen shift) {
        if (shift.isIn(Phase.Kind.ROLLING_BACK.title()) || shift.isIn(Phase.Kind.ROLLED_BACK.title())) {
            return "red";
        }
        return shift.isIn(Phase.Kind.SUCCEEDED.title()) ? "green" : "";
    }

    private String painted(String text, String colour) {
        return colour.isEmpty() || text.isEmpty() ? text : ansi.string("@|%s %s|@".formatted(colour, text));
    }
}
