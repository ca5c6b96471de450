package dev.gangway.metricfaults;

import dev.gangway.sim.PrometheusFault;
import java.util.Optional;

/** How a Prometheus misbehaves, and what Gangway says of it. */
enum Fault {
    /** It closes every connection. */
    DOWN("can't be reached"),
    /** It answers long after Gangway has given up. */
    SLOW("did not answer within"),
    /** Half of each answer comes, and then nothing more. */
    HANGING("did not answer within"),
    /** Every answer is a success without a result. */
    EMPTY("has no 'up' of any target"),
    /** It knows its targets, and no series of any service. */
    NO_SERIES("no requests to"),
    /** Every value is NaN. */
    NAN("answered NaN"),
    /** It answers and scrapes nothing more. */
    STALE("the newest sample", PrometheusFault.STALE),
    /** Something before it gives the answers to earlier queries again. */
    KEPT("behind the end of the last window"),
    /** The same, but for {@code time()}. */
    KEPT_BUT_TIME("answered for another time"),
    /** The clock of who answers is half a minute ahead of the clock of who scrapes. */
    AHEAD_OF_ITS_SCRAPES("the newest sample"),
    /** A store behind it is missing, and it says so. */
    WARNING("answered in part"),
    /** Every answer is 10 MB long. */
    HUGE("more bytes than are allowed"),
    /** It wants other credentials. */
    UNAUTHORIZED("HTTP 401"),
    /** A proxy before it answers with its own page. */
    BAD_GATEWAY("HTTP 502"),
    /** Its query engine gives up. */
    OVERLOADED("query timed out");

    private final String words;
    private final Optional<PrometheusFault> inside;

    Fault(String words) {
        this.words = words;
        inside = Optional.empty();
    }

    Fault(String words, PrometheusFault inside) {
        this.words = words;
        this.inside = Optional.of(inside);
    }

    /** What the reason of a shift contains. */
    String words() {
        return words;
    }

    /** What the simulated server itself does. */
    Optional<PrometheusFault> inside() {
        return inside;
    }

    /** Whether each query costs its whole timeout. */
    boolean isSlow() {
        return this == SLOW || this == HANGING;
    }

    /** Whether it lacks nothing where another server knows the service. */
    boolean isSeenOnlyWhereAllHaveIt() {
        return this == NO_SERIES;
    }
}
