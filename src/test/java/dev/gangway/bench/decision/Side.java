package dev.gangway.bench.decision;

import java.util.Locale;

/** Where something is so. */
enum Side {
    SOURCE,
    DESTINATION,
    BOTH;

    /** As it is written in a file of scenarios. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean includes(Side side) {
        return this == BOTH || this == side;
    }
}
