package dev.gangway.adapter.istio;

import dev.gangway.adapter.cluster.Member;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks one cluster's API server every few seconds for next to nothing. A watch that is cut reconnects by itself and never
 * says that what it knows grows old; this does.
 */
final class Heartbeat implements AutoCloseable {
    private static final long EVERY_SECONDS = 2;

    private final Member member;
    private final ScheduledExecutorService thread;
    private volatile Optional<String> problem = Optional.of("it has not answered yet");

    Heartbeat(Member member) {
        this.member = member;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "gangway-heartbeat-" + member.name());
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(this::beat, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** What the last answer lacked; empty = it was good. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void beat() {
        try {
            var unused = member.client()
                    .resources(DestinationRule.class)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            problem = Optional.empty();
        } catch (KubernetesClientException e) {
            problem = Optional.of(words(e));
        } catch (RuntimeException e) {
            problem = Optional.of("the call failed: " + e.getMessage());
        }
    }

    /** What an API server answered, or that it did not, on one short line. */
    static String words(KubernetesClientException failure) {
        String message = failure.getCode() <= 0
                ? "it does not answer"
                : "it answers %d: %s".formatted(failure.getCode(), failure.getMessage());
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
