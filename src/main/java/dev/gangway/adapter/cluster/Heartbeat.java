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

    private final KubernetesClient client;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private int failures;
    private volatile Pulse pulse = new Pulse(Optional.of("it has not answered yet"), Optional.empty());

    /** What came of the beats, as one value. */
    private record Pulse(Optional<String> problem, Optional<Instant> lastAnswer) {}

    Heartbeat(String cluster, KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
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
        try {
            var unused = client.resources(DestinationRule.class)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            pulse = new Pulse(Optional.empty(), Optional.of(clock.instant()));
        } catch (KubernetesClientException e) {
            failed(words(e));
        } catch (RuntimeException e) {
            failed("the call failed: " + e.getMessage());
        }
        failures = problem().isEmpty() ? 0 : failures + 1;
        next(pause(failures));
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
                ? "it does not answer"
                : "it answers %d: %s".formatted(failure.getCode(), failure.getMessage());
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= LINE ? line : line.substring(0, LINE) + "...";
    }
}
