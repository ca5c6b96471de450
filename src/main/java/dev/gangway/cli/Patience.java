package dev.gangway.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Asks for something again and again until it is so, or for too long. */
final class Patience {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Outside outside;
    private final Optional<Duration> timeout;

    /** Gives up after the timeout; empty = never. */
    Patience(Outside outside, Optional<Duration> timeout) {
        this.outside = outside;
        this.timeout = timeout;
    }

    /** The first answer that is good, or the last one when the time is over. */
    <T> T until(Supplier<T> question, Predicate<T> good) {
        Optional<Instant> end = timeout.map(outside.clock().instant()::plus);
        T answer = question.get();
        while (!good.test(answer)
                && end.map(outside.clock().instant()::isBefore).orElse(true)) {
            outside.screen().pause(PAUSE);
            answer = question.get();
        }
        return answer;
    }

    /** Reads a time as people write it: 30s, 5m, 1h. */
    static final class Reader implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,4})([smh])");

        @Override
        public Duration convert(String text) {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new TypeConversionException("'%s' is no time: write 30s, 5m or 1h".formatted(text));
            }
            return Duration.parse("PT" + text);
        }
    }
}
