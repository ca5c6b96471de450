package dev.gangway.cli.shift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Shifts for people, and by their names. */
public final class ShiftTable {
    private static final String GAP = "   ";
    private static final List<String> HEADINGS =
            List.of("NAMESPACE", "NAME", "SERVICE", "SOURCE", "DESTINATION", "PHASE", "WEIGHT", "VERDICT", "WHY");
    private static final int LONGEST_WHY = 80;

    private ShiftTable() {}

    /** A line for each, with headings. */
    public static String of(List<ShiftSeen> shifts, boolean withNamespace) {
        int first = withNamespace ? 0 : 1;
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS.subList(first, HEADINGS.size()));
        shifts.forEach(shift -> rows.add(cells(shift).subList(first, HEADINGS.size())));
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(
                row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    /** One, as it stands, with its decisions. */
    public static String of(ShiftSeen shift, List<String> picture) {
        StringBuilder text = new StringBuilder();
        picture.forEach(line -> text.append(line).append('\n'));
        if (!shift.history().isEmpty()) {
            text.append("\nhistory\n");
        }
        shift.history().stream()
                .sorted(Comparator.comparing(ShiftSeen.Entry::at))
                .forEach(entry -> text.append("  ").append(line(entry)).append('\n'));
        return text.toString();
    }

    /** As kubectl takes it. */
    public static String name(ShiftSeen shift) {
        return "trafficshift.gangway.dev/" + shift.id().name();
    }

    /** A decision in a line. */
    static String line(ShiftSeen.Entry entry) {
        return "%s  %-11s  %6s  %-12s  %s"
                .formatted(entry.at(), entry.phase(), Numbers.percent(entry.weight()), entry.verdict(), entry.reason());
    }

    private static List<String> cells(ShiftSeen shift) {
        String why =
                shift.troubles().isEmpty() ? shift.reason() : shift.troubles().get(0);
        return List.of(
                shift.id().namespace(),
                shift.id().name(),
                shift.route().service(),
                shift.route().source(),
                shift.route().destination(),
                shift.phase(),
                Numbers.percent(shift.weight()),
                shift.verdict(),
                why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY - 1) + "…");
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing() + "\n";
    }
}
