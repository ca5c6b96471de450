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
 */
record Question(String endpoint, String form, String type) {

    /** A query at one instant in ms since 1970; empty = the server's now. */
    static Question at(OptionalLong millis, String promQl, String type) {
        String form = query(promQl);
        return new Question("query", millis.isEmpty() ? form : form + "&time=" + seconds(millis.getAsLong()), type);
    }

    /** A query at each step from one instant to another, both in ms since 1970, the ends with them. */
    static Question along(long fromMillis, long toMillis, long stepMillis, String promQl) {
        String times = "&start=" + seconds(fromMillis) + "&end=" + seconds(toMillis) + "&step=" + seconds(stepMillis);
        return new Question("query_range", query(promQl) + times, "matrix");
    }

    private static String query(String promQl) {
        return "query=" + URLEncoder.encode(promQl, UTF_8);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000L));
    }
}
