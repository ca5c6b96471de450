package dev.gangway.cli.shift;

import dev.gangway.domain.shift.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A line for each change of a shift, each told once: a decision that was missed meanwhile is in the history. */
public final class ShiftChanges {
    /** Where the reason changes with each reading, it is no change. */
    private static final Set<String> JUDGED = Set.of(
            Phase.Kind.OBSERVING.title(),
            Phase.Kind.PREVIEWING.title(),
            Phase.Kind.SHIFTING.title(),
            Phase.Kind.BAKING.title(),
            Phase.Kind.PAUSED.title());

    private Optional<String> state = Optional.empty();
    private List<ShiftSeen.Entry> history = List.of();
    private List<String> troubles = List.of();

    /** What is new since the last time. */
    public List<String> since(ShiftSeen shift) {
        List<String> lines = new ArrayList<>();
        if (state.isPresent()) {
            shift.history().stream()
                    .filter(entry -> !history.contains(entry))
                    .forEach(entry -> lines.add(ShiftTable.line(entry)));
        }
        Optional<String> now = Optional.of(state(shift));
        if (!now.equals(state) && lines.isEmpty()) {
            lines.add(ShiftTable.line(new ShiftSeen.Entry(
                    shift.updated(), shift.phase(), shift.weight(), shift.verdict(), shift.reason())));
        }
        shift.troubles().stream()
                .filter(trouble -> !troubles.contains(trouble))
                .forEach(trouble -> lines.add("%s  !  %s".formatted(shift.updated(), trouble)));
        state = now;
        history = shift.history();
        troubles = shift.troubles();
        return lines;
    }

    private static String state(ShiftSeen shift) {
        String why = JUDGED.contains(shift.phase()) ? "" : shift.reason();
        return "%s %s %s %s".formatted(shift.phase(), shift.weight().toPlainString(), shift.verdict(), why);
    }
}
