package dev.gangway.domain.shift;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What transitions.txt says. */
final class TransitionTable {
    private static final Pattern SECTION = Pattern.compile("== (\\S+)( +#.*)?");
    private static final Pattern LINE =
            Pattern.compile("(\\S+) +(\\S+) +(\\S+) +(\\S+) +-> +(\\S+) +(none|rises|falls|stays)");

    private TransitionTable() {}

    /** One line: which cells it is about, and what it expects of them. */
    record Line(
            int number,
            String section,
            String intent,
            String verdict,
            String routes,
            String deleted,
            String next,
            String weight) {

        boolean covers(Cell cell) {
            return section.equals(cell.section())
                    && admits(intent, cell.intent())
                    && admits(verdict, cell.judged())
                    && admits(routes, cell.standing())
                    && admits(deleted, cell.deletion());
        }

        /** The next phase by name, as this line wants it in the cell. */
        String nextOf(Cell cell) {
            return next.replace("same", Phases.name(cell.phase()));
        }

        private static boolean admits(String pattern, Enum<?> value) {
            if (pattern.startsWith("!")) {
                return !admits(pattern.substring(1), value);
            }
            return pattern.equals("*")
                    || Arrays.stream(pattern.split(",", -1))
                            .anyMatch(one -> one.toUpperCase(Locale.ROOT).equals(value.name()));
        }

        @Override
        public String toString() {
            return "line %d: %s | %s %s %s %s -> %s %s"
                    .formatted(number, section, intent, verdict, routes, deleted, next, weight);
        }
    }

    static List<Line> read() {
        List<Line> lines = new ArrayList<>();
        List<String> text = text().lines().toList();
        String section = "";
        for (int i = 0; i < text.size(); i++) {
            Matcher header = SECTION.matcher(text.get(i));
            Matcher line = LINE.matcher(text.get(i));
            if (header.matches()) {
                section = header.group(1);
            } else if (line.matches()) {
                lines.add(new Line(
                        i + 1,
                        section,
                        line.group(1),
                        line.group(2),
                        line.group(3),
                        line.group(4),
                        line.group(5),
                        line.group(6)));
            } else if (!text.get(i).isEmpty() && !text.get(i).startsWith("#")) {
                throw new IllegalStateException("line " + (i + 1) + " can't be read: " + text.get(i));
            }
        }
        return lines;
    }

    private static String text() {
        try (InputStream in = TransitionTable.class.getResourceAsStream("/transitions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("transitions.txt can't be read", e);
        }
    }
}
