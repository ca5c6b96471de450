package dev.gangway.fake;

import dev.gangway.control.Leadership;
import java.util.OptionalLong;

/** Leads as long as the test wants it to, in the epoch that it wants. */
public final class Leads implements Leadership {
    private volatile OptionalLong epoch = OptionalLong.of(1);

    @Override
    public OptionalLong epoch() {
        return epoch;
    }

    /** Takes leadership in an epoch. */
    public void lead(long wanted) {
        epoch = OptionalLong.of(wanted);
    }

    /** Loses it. */
    public void lose() {
        epoch = OptionalLong.empty();
    }
}
