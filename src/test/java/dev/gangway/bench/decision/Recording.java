package dev.gangway.bench.decision;

import java.util.Locale;

/** A case of a recording: how requests of a real service fared, in its past, and on either side while it is shifted. */
record Recording(String name, Label label, double requestsPerSecond, Reel history, Reel source, Reel destination) {
    /** What whoever recorded it says of the destination, in the order of the file's numbers. */
    enum Label {
        HEALTHY,
        MATERIAL,
        MINOR;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it is counted with: the set it is from, and its label. */
    String group() {
        return name.split(" ", 2)[0] + " " + label.word();
    }

    /** Its name without the rate that stands at the end, by which the same case at another rate is known. */
    String nameWithoutRate() {
        return name.replaceFirst("\\s+[0-9.]+rps$", "");
    }
}
