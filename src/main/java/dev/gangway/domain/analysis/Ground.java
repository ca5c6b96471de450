package dev.gangway.domain.analysis;

/**
 * What an assessment rests on, and what people are told of it; {@link Words} fills in the names, the numbers, and what is
 * counted.
 */
enum Ground {
    /** The source's past is not read yet. */
    SOURCE_UNKNOWN("waiting for the past of {source} to be read"),
    /** Too few requests in the source's past; so many are lacking. */
    SOURCE_TOO_QUIET("waiting for {more} to {source} to compare with"),
    /** The source itself fails too much to compare with. */
    SOURCE_BROKEN("{percent} of the {requests} to {source} fail: too broken to compare with; waiting until it works"),
    /** The source is known. */
    SOURCE_KNOWN("{source} is measured: {percent} of its {requests} fail"),
    /** The evidence of harm has reached its limit. */
    HARM(""),
    /** A slow destination did not become faster in time. */
    STAYS_SLOW("{destination} had time to warm up and did not become faster"),
    /** The destination looked wrong again and again at the same weight. */
    DOUBT_REPEATED("the same at {weight} for the third time"),
    /** It looked like harm at all traffic again, with nothing to show for it beside a control. */
    ALONE_REPEATED("the same at {weight} again"),
    /** Both sides became worse again after the same step. */
    SHARED_HARM("both clusters became worse at {weight}, recovered below it, and became worse again"),
    /** One tick looks very wrong: looking closer at a lower weight. */
    DOUBT("a burst or lasting harm: looking closer at {lower}"),
    /** Both sides became worse right after a step: going back a step to see whether it was the step. */
    SHARED_DOUBT("both clusters became worse right after the step; looking whether they recover at {lower}"),
    /** It looks like harm, but next to nothing is left at the source: a part goes back to it, to compare with. */
    NEEDS_CONTROL(
            "that looks like harm, but too little is left at {source} to compare with; going back to {lower} for a control"),
    /** The few requests to the source look more like the destination's than like the past. */
    SOURCE_MAY_SUFFER_TOO("{source} may suffer from the same; waiting until it is clear"),
    /** Both sides are worse than usual. */
    BOTH_WORSE("both clusters are worse than usual; waiting until they recover"),
    /** A slow destination is given time; so many seconds are left. */
    WARMING_UP("{destination} is given time to warm up, {number} s more"),
    /** Requests to the destination do not arrive; so many were expected. */
    MISSING("{number} {requests} were expected at {destination} by now; waiting {at}until they arrive"),
    /** The evidence leans to harm. */
    LEANING("that leans to harm; waiting until it is clear"),
    /** So many requests of a preview are lacking. */
    FEW_PREVIEWED("needs {more} to {destination} before the first step"),
    /** So many requests are lacking. */
    FEW_REQUESTS("needs {more} to {destination} at {weight}{about}"),
    /** So many requests are lacking until the next step is affordable. */
    BUDGET("needs about {more} to {destination} until the next step is affordable{about}"),
    /** As good as asked. */
    AS_GOOD("");

    private final String words;

    Ground(String words) {
        this.words = words;
    }

    /** What follows from the findings; empty where they say it all. */
    String words() {
        return words;
    }

    /** Whether it is about the last tick and not about all that was seen at the present weight. */
    boolean isOfOneTick() {
        return switch (this) {
            case DOUBT, DOUBT_REPEATED, SHARED_DOUBT, SHARED_HARM, BOTH_WORSE, NEEDS_CONTROL, ALONE_REPEATED -> true;
            default -> false;
        };
    }
}
