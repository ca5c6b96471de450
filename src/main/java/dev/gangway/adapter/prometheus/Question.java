package dev.gangway.adapter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What to ask a server.
 *
 * @param endpoint of the API: query or query_range
 * @param form the query and its times, as they are posted
 * @param type of the result that is expected: scalar, vector or matrix
 * @param at the instant of a query at one, in ms since 1970; empty = the server's now, or a range
 */
record Question(String endpoint, String form, String type, OptionalLong at) {
    /** Numbers with decimals are only nearly what they say. */
    private static final long ROUNDED = 1;

    /** A query at one instant in ms since 1970; empty = the server's now. */
    static Question at(OptionalLong millis, String promQl, String type) {
        String form = query(promQl);
        return new Question(
                "query", millis.isEmpty() ? form : form + "&time=" + seconds(millis.getAsLong()), type, millis);
    }

    /** A query at each step from one instant to another, both in ms since 1970, the ends with them. */
    static Question along(long fromMillis, long toMillis, long stepMillis, String promQl) {
        String times = "&start=" + seconds(fromMillis) + "&end=" + seconds(toMillis) + "&step=" + seconds(stepMillis);
        return new Question("query_range", query(promQl) + times, "matrix", OptionalLong.empty());
    }

    /**
     * Whether an answer is to this question: of a vector every element has the instant that was asked for. One that was kept from
     * an earlier question would have the same requests counted again.
     */
    boolean isAnsweredBy(Answer answer) {
        return at.isEmpty()
                || !type.equals("vector")
                || answer.rows().stream().allMatch(row -> Math.abs(row.millis() - at.getAsLong()) <= ROUNDED);
    }

    private static String query(String promQl) {
        return "query=" + URLEncoder.encode(promQl, UTF_8);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000L));
    }
}
