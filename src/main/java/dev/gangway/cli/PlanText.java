package dev.gangway.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.gangway.control.plan.PlannedObject;
import dev.gangway.control.plan.PlannedObject.Deed;
import java.util.List;
import java.util.Optional;

/** A planned object as people and kubectl read it. */
final class PlanText {
    private static final int CONTEXT_LINES = 3;
    private static final String NOWHERE = "/dev/null";

    /** The library numbers the lines of an empty side from 1, which patch refuses. */
    private static final String EMPTY_SIDE = "(\n@@ .*[-+])1,0( .*@@\n)";

    private PlanText() {}

    /** A document, as it would stand; empty where it would not. */
    static String yaml(String cluster, PlannedObject object) {
        return object.after()
                .map(text -> "---\n# cluster: %s\n# %s\n%s".formatted(cluster, word(object.deed()), text))
                .orElse("");
    }

    /** The lines that change, with some around them; empty where none does. */
    static String diff(String cluster, PlannedObject object) {
        if (object.deed() == Deed.UNCHANGED) {
            return "";
        }
        String path = cluster + "/" + object.name().replace(' ', '/');
        List<String> before = lines(object.before());
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                object.before().isEmpty() ? NOWHERE : "a/" + path,
                object.after().isEmpty() ? NOWHERE : "b/" + path,
                before,
                DiffUtils.diff(before, lines(object.after())),
                CONTEXT_LINES);
        return String.join("\n", lines).replaceFirst(EMPTY_SIDE, "$10,0$2") + "\n";
    }

    /** What is done to an object, in a word. */
    static String word(Deed deed) {
        return switch (deed) {
            case ADDED -> "added";
            case CHANGED -> "changed";
            case UNCHANGED -> "unchanged";
            case DELETED -> "deleted";
        };
    }

    private static List<String> lines(Optional<String> text) {
        return text.map(some -> some.lines().toList()).orElse(List.of());
    }
}
