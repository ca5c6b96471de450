package dev.gangway.proxy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What becomes of some requests instead of an answer. Counts how often it did. */
public final class Fault {
    private final String name;
    private final Predicate<Call> hits;
    private final Action action;
    private final AtomicInteger left;
    private final AtomicInteger injected = new AtomicInteger();

    /** What becomes of a request. */
    sealed interface Action {
        /** It is answered by the proxy. */
        record Answer(int status, String body, Map<String, String> headers) implements Action {}

        /** Its connection is cut before the server has heard of it. */
        record CutBefore() implements Action {}

        /** Its connection is cut when the server has done it. */
        record CutAfter() implements Action {}

        /** The server does it at once and its answer comes so much later. */
        record Delay(Duration by) implements Action {}

        /** Nobody hears of it and nobody answers. */
        record Swallow() implements Action {}
    }

    private Fault(String name, Predicate<Call> hits, Action action, int times) {
        this.name = requireNonNull(name, "name");
        this.hits = requireNonNull(hits, "hits");
        this.action = action;
        this.left = new AtomicInteger(times);
    }

    /** The API server answers with this status and these words. */
    public static Fault answer(int status, String words, Predicate<Call> hits) {
        return answer(status, words, hits, Map.of());
    }

    /** It asks to be left alone for so long. */
    public static Fault tooManyRequests(Duration retryAfter, Predicate<Call> hits) {
        return answer(
                429,
                "too many requests, please try again later",
                hits,
                Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    private static Fault answer(int status, String words, Predicate<Call> hits, Map<String, String> headers) {
        String body = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"code\":%d,"
                        .formatted(status)
                + "\"reason\":\"%s\",\"message\":\"%s\"}".formatted(reason(status), words);
        return new Fault("answer " + status, hits, new Action.Answer(status, body, headers), Integer.MAX_VALUE);
    }

    /** The connection is cut before the request has reached the server. */
    public static Fault cutBefore(Predicate<Call> hits) {
        return new Fault("cut before", hits, new Action.CutBefore(), Integer.MAX_VALUE);
    }

    /** The connection is cut after the server has done what was asked and before it has said so. */
    public static Fault cutAfter(Predicate<Call> hits) {
        return new Fault("cut after", hits, new Action.CutAfter(), Integer.MAX_VALUE);
    }

    /** Answers come so much later; what was asked for is done at once. */
    public static Fault delay(Duration by, Predicate<Call> hits) {
        return new Fault("answer after " + by.toSeconds() + " s", hits, new Action.Delay(by), Integer.MAX_VALUE);
    }

    /** Requests vanish, and connections stand. */
    public static Fault swallow(Predicate<Call> hits) {
        return new Fault("black hole", hits, new Action.Swallow(), Integer.MAX_VALUE);
    }

    /** The same, for so many requests only. */
    public Fault times(int times) {
        return new Fault(name, hits, action, times);
    }

    /** What it is, for people. */
    public String name() {
        return name;
    }

    /** How often it has happened. */
    public int injected() {
        return injected.get();
    }

    Action action() {
        return action;
    }

    /** Whether it happens to this one; then it has. */
    boolean takes(Call call) {
        if (!hits.test(call) || left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            return false;
        }
        injected.incrementAndGet();
        return true;
    }

    private static String reason(int status) {
        return switch (status) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> "InternalError";
        };
    }
}
