package dev.gangway.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queries that the simulated Prometheus understands: just those that Gangway sends, with any whitespace.
 *
 * <ul>
 *   <li>{@code time()}
 *   <li>{@code time() - max(timestamp(up))}
 *   <li>{@code time() - (max(timestamp(M)) or max(timestamp(up)))}, of any M: all are scraped at once
 *   <li>{@code M[range]}
 *   <li>{@code count(last_over_time(M[range] offset o))}, the offset may be missing
 *   <li>{@code count(last_over_time(M[range])) unless count(last_over_time(N[range]) and on (job,instance)
 *       last_over_time(M[range]) == 0)}, which is the same here: no scrape of a simulated target fails
 *   <li>{@code sum by (labels) (last_over_time(M[range]) - last_over_time(M[range] offset o) >= 0 or
 *       (last_over_time(M[range]) unless on (job,instance) (last_over_time(up[range]) unless last_over_time(up[range]
 *       offset o) == 1)))}
 *   <li>{@code count(last_over_time(M[range])) or count(last_over_time(N[range]))}, of which N is shown by no simulated target
 *   <li>{@code count_over_time(count(up)[range:1h])}
 *   <li>{@code sum by (labels) ((max_over_time(M[range]) unless last_over_time(M[before] offset range)) > 0 or increase(M[range]) > 0)}
 *   <li>{@code sum by (labels) ((the same) unless (last_over_time(M[range] offset o) unless last_over_time(M[fresh] offset o)))}
 * </ul>
 */
sealed interface PromQuery {

    /** The time of the evaluation. */
    record Now() implements PromQuery {}

    /** How long ago in seconds the last scrape was. */
    record Age() implements PromQuery {}

    /** The samples of a range as they were scraped. */
    record Samples(Selector selector, Duration range) implements PromQuery {}

    /** How many series had a sample in a range that ended {@code offset} ago. */
    record Count(Selector selector, Duration range, Duration offset) implements PromQuery {}

    /**
     * How much each series grew since {@code offset} ago, summed by labels. A series that is newer grew from 0, if its
     * target was watched by then.
     *
     * @param fresh series are left out that had a sample in {@code range} before that, but none in this; empty = they are not
     */
    record Growth(List<String> by, Selector selector, Duration range, Duration offset, Optional<Duration> fresh)
            implements PromQuery {
        public Growth {
            by = List.copyOf(by);
        }
    }

    /** In how many hours of a range anything was scraped. */
    record HoursWatched(Duration range) implements PromQuery {}

    /**
     * How much each series grew in a range, summed by labels, where that is more than nothing. One without a sample in {@code before}
     * the range has grown from 0.
     */
    record Use(List<String> by, Selector selector, Duration range, Duration before) implements PromQuery {
        public Use {
            by = List.copyOf(by);
        }
    }

    /** Reads a query; throws IllegalArgumentException with what is wrong. */
    static PromQuery parse(String query) {
        String text = Shapes.withoutWhitespace(query);
        if (text.equals("time()")) {
            return new Now();
        }
        if (Shapes.AGE.matcher(text).matches()) {
            return new Age();
        }
        return count(text)
                .or(() -> use(text))
                .or(() -> growth(text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the simulated Prometheus does not know this shape of query: " + query));
    }

    private static Optional<PromQuery> count(String text) {
        Matcher samples = Shapes.SAMPLES.matcher(text);
        if (samples.matches()) {
            return Optional.of(new Samples(Selector.parse(samples.group(1)), Shapes.duration(samples.group(2))));
        }
        Matcher count = Shapes.COUNT.matcher(text);
        if (count.matches()) {
            return Optional.of(new Count(
                    Selector.parse(count.group(1)),
                    Shapes.duration(count.group(2)),
                    count.group(3) == null ? Duration.ZERO : Shapes.duration(count.group(3))));
        }
        Matcher idle = Shapes.IDLE.matcher(text);
        if (idle.matches()) {
            return Optional.of(new Count(Selector.parse(idle.group(1)), Shapes.duration(idle.group(2)), Duration.ZERO));
        }
        Matcher either = Shapes.EITHER.matcher(text);
        return either.matches()
                ? Optional.of(
                        new Count(Selector.parse(either.group(1)), Shapes.duration(either.group(2)), Duration.ZERO))
                : Optional.empty();
    }

    private static Optional<PromQuery> use(String text) {
        Matcher hours = Shapes.HOURS.matcher(text);
        if (hours.matches()) {
            return Optional.of(new HoursWatched(Shapes.duration(hours.group(1))));
        }
        Matcher use = Shapes.USE.matcher(text);
        return use.matches()
                ? Optional.of(new Use(
                        List.of(use.group("by").split(",")),
                        Selector.parse(use.group("m")),
                        Shapes.duration(use.group("range")),
                        Shapes.duration(use.group("before"))))
                : Optional.empty();
    }

    private static Optional<PromQuery> growth(String text) {
        Matcher growth = Shapes.GROWTH.matcher(text);
        if (growth.matches()) {
            return Optional.of(Shapes.growth(growth, Optional.empty()));
        }
        Matcher past = Shapes.PAST.matcher(text);
        return past.matches()
                ? Optional.of(Shapes.growth(past, Optional.of(Shapes.duration(past.group("fresh")))))
                : Optional.empty();
    }

    /** The texts of the queries. */
    final class Shapes {
        private static final String DURATION = "\\d+(?:ms|s|m|h|d)";
        private static final String M = Selector.PATTERN;

        private static final String LAST_UP = "max\\(timestamp\\(up\\)\\)";
        private static final Pattern AGE =
                Pattern.compile("time\\(\\)-(?:%2$s|\\(max\\(timestamp\\(%1$s\\)\\)or%2$s\\))".formatted(M, LAST_UP));
        private static final Pattern SAMPLES = Pattern.compile("(%s)\\[(%s)\\]".formatted(M, DURATION));
        private static final Pattern COUNT = Pattern.compile(
                "count\\(last_over_time\\((%s)\\[(%s)\\](?:offset(%s))?\\)\\)".formatted(M, DURATION, DURATION));
        private static final Pattern EITHER = Pattern.compile(
                "count\\(last_over_time\\((%1$s)\\[(%2$s)\\]\\)\\)orcount\\(last_over_time\\(%1$s\\[\\2\\]\\)\\)"
                        .formatted(M, DURATION));
        private static final Pattern HOURS =
                Pattern.compile("count_over_time\\(count\\(up\\)\\[(%s):1h\\]\\)".formatted(DURATION));
        private static final Pattern IDLE = Pattern.compile(("count\\(last_over_time\\((%1$s)\\[(%2$s)\\]\\)\\)"
                        + "unlesscount\\(last_over_time\\(%1$s\\[%2$s\\]\\)"
                        + "andon\\(job,instance\\)last_over_time\\(\\1\\[\\2\\]\\)==0\\)")
                .formatted(M, DURATION));
        private static final String SUM = "sumby\\((?<by>\\w+(?:,\\w+)*)\\)\\(";
        private static final String GROWN = ("last_over_time\\((?<m>%1$s)\\[(?<range>%2$s)\\]\\)"
                        + "-last_over_time\\(\\k<m>\\[\\k<range>\\]offset(?<offset>%2$s)\\)>=0"
                        + "or\\(last_over_time\\(\\k<m>\\[\\k<range>\\]\\)unlesson\\(job,instance\\)\\("
                        + "last_over_time\\(up\\[%2$s\\]\\)unless"
                        + "last_over_time\\(up\\[%2$s\\]offset\\k<offset>\\)==1\\)\\)")
                .formatted(M, DURATION);
        private static final String STALE = ("last_over_time\\(\\k<m>\\[\\k<range>\\]offset\\k<offset>\\)"
                        + "unlesslast_over_time\\(\\k<m>\\[(?<fresh>%s)\\]offset\\k<offset>\\)")
                .formatted(DURATION);
        private static final Pattern USE = Pattern.compile(SUM
                + ("\\(max_over_time\\((?<m>%1$s)\\[(?<range>%2$s)\\]\\)"
                                + "unlesslast_over_time\\(\\k<m>\\[(?<before>%2$s)\\]offset\\k<range>\\)\\)>0"
                                + "orincrease\\(\\k<m>\\[\\k<range>\\]\\)>0\\)")
                        .formatted(M, DURATION));
        private static final Pattern GROWTH = Pattern.compile(SUM + GROWN + "\\)");
        private static final Pattern PAST = Pattern.compile(SUM + "\\(" + GROWN + "\\)unless\\(" + STALE + "\\)\\)");
        private static final Pattern OUTSIDE_QUOTES = Pattern.compile(Selector.QUOTED + "|\\s++");

        private Shapes() {}

        private static String withoutWhitespace(String query) {
            return OUTSIDE_QUOTES
                    .matcher(query)
                    .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group()));
        }

        private static Growth growth(Matcher found, Optional<Duration> fresh) {
            return new Growth(
                    List.of(found.group("by").split(",")),
                    Selector.parse(found.group("m")),
                    duration(found.group("range")),
                    duration(found.group("offset")),
                    fresh);
        }

        private static Duration duration(String text) {
            String unit = text.replaceAll("\\d", "");
            long amount = Long.parseLong(text.substring(0, text.length() - unit.length()));
            return switch (unit) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "d" -> Duration.ofDays(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }
}
