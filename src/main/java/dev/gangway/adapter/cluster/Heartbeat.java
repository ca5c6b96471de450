package dev.gangway.adapter.cluster;

import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks one cluster's API server every few seconds for next to nothing, in a thread of its own. A watch that is cut reconnects by
 * itself and never says that what it knows grows old; this does. One that fails is asked less and less often, until it answers.
 */
public final class Heartbeat implements AutoCloseable {
    static final Duration EVERY = Duration.ofSeconds(2);
    static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int LINE = 200;
    private static final int UNAUTHORIZED = 401;
    private static final Optional<String> NOT_ASKED = Optional.of("it has not answered yet");

    private final KubernetesClient client;
    private final Clock clock;
    private final Runnable changed;
    private final ScheduledExecutorService thread;
    private int failures;
    private volatile Pulse pulse = new Pulse(NOT_ASKED, Optional.empty());

    /** What came of the beats, as one value. */
    private record Pulse(Optional<String> problem, Optional<Instant> lastAnswer) {}

    /**
     * Does not beat before {@link #start}.
     *
     * @param changed is called after a beat that has turned from bad to good or from good to bad, and after each in which the API
     *     server did not know the credentials
     */
    Heartbeat(String cluster, KubernetesClient client, Clock clock, Runnable changed) {
        this.client = client;
        this.clock = clock;
        this.changed = changed;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "gangway-heartbeat-" + cluster);
            made.setDaemon(true);
            return made;
        });
    }

    /** Beats from now on, at once and until it is closed. */
    void start() {
        next(Duration.ZERO);
    }

    /** What the last answer lacked, in one sentence without secrets; empty = it was good. */
    public Optional<String> problem() {
        return pulse.problem();
    }

    /** When the last good answer came; empty = none has come yet. */
    public Optional<Instant> lastAnswer() {
        return pulse.lastAnswer();
    }

    /** Whether it has been asked, and has answered well or badly or not in time. */
    boolean hasBeaten() {
        return !pulse.problem().equals(NOT_ASKED);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void next(Duration after) {
        try {
            var unused = thread.schedule(this::beat, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // It was closed while it was beating.
        }
    }

    private void beat() {
        boolean was = isGood();
        boolean first = !hasBeaten();
        boolean refused = false;
        try {
            var unused = client.resources(DestinationRule.class)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            pulse = new Pulse(Optional.empty(), Optional.of(clock.instant()));
        } catch (KubernetesClientException e) {
            refused = e.getCode() == UNAUTHORIZED;
            failed(words(e));
        } catch (RuntimeException e) {
            failed("the call failed: " + e.getMessage());
        }
        failures = isGood() ? 0 : failures + 1;
        next(pause(failures));
        if (first || refused || was != isGood()) {
            changed.run();
        }
    }

    private boolean isGood() {
        return problem().isEmpty();
    }

    private void failed(String problem) {
        pulse = new Pulse(Optional.of(problem), pulse.lastAnswer());
    }

    /** How long to wait after so many beats in a row that failed: twice as long for each but the first. */
    static Duration pause(int failures) {
        Duration pause = EVERY;
        for (int failed = 1; failed < failures && pause.compareTo(AT_MOST) < 0; failed++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(AT_MOST) < 0 ? pause : AT_MOST;
    }

    /** What an API server answered, or that it did not, on one short line. */
    public static String words(KubernetesClientException failure) {
        String message = failure.getCode() <= 0
                ? NoAnswer.words(failure)
                : "it answers %d: %s".formatted(failure.getCode(), failure.getMessage());
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= LINE ? line : line.substring(0, LINE) + "...";
    }
}
