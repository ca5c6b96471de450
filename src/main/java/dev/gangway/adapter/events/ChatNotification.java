package dev.gangway.adapter.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.Announcer;
import dev.gangway.control.ShiftEvent;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Tells a chat of decisions by an incoming webhook as Slack has them. The webhook's address is a secret: it is read from its file each time,
 * and is in no message of an exception. Throws where the chat did not take one.
 */
public final class ChatNotification implements Announcer {
    /** What it is called where the undelivered are counted. */
    public static final String CHANNEL = "chat";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RETRIES = 3;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_ADDRESS = 2_000;

    private final Path webhook;
    private final ChatMessage message;
    private final Times times;
    private final HttpClient http;

    /**
     * How long is waited.
     *
     * @param timeout of one attempt
     * @param firstBackOff before the second attempt; longer before each that follows
     */
    public record Times(Duration timeout, Duration firstBackOff) {
        /** 5 s for each attempt, 1 s before the second. */
        public static final Times DEFAULT = new Times(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    /** The chat may take it when it is sent again. */
    private static final class AgainException extends RuntimeException {
        private static final long serialVersionUID = 1;

        AgainException(String words) {
            super(words);
        }
    }

    /** @param webhook the file with the address */
    public ChatNotification(Path webhook, ChatMessage message, Times times) {
        this.webhook = webhook;
        this.message = message;
        this.times = times;
        http = HttpClient.newBuilder()
                .connectTimeout(times.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void announce(ShiftEvent event) {
        if (!message.isWorthTelling(event)) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(address())
                .timeout(times.timeout())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(message.text(event))))
                .build();
        Uni.createFrom()
                .item(() -> send(request))
                .onFailure(AgainException.class)
                .retry()
                .withBackOff(times.firstBackOff(), times.firstBackOff().multipliedBy(10))
                .atMost(RETRIES)
                .await()
                .indefinitely();
    }

    private Integer send(HttpRequest request) {
        HttpResponse<Void> response;
        try {
            response = http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AgainException("the chat does not answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Gangway stops", e);
        }
        int status = response.statusCode();
        if (status / 100 == 2) {
            return status;
        }
        String words = "the chat answers with HTTP " + status;
        throw status == TOO_MANY || status / 100 == 5 ? new AgainException(words) : new IllegalStateException(words);
    }

    private URI address() {
        try {
            String text = Files.readString(webhook).strip();
            URI address = text.length() > LONGEST_ADDRESS ? URI.create("") : new URI(text);
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("%s can't be read as a webhook's address: %s"
                    .formatted(webhook, e.getClass().getSimpleName()));
        }
        throw new IllegalStateException(webhook + " has no address by http or https in it");
    }

    private static String body(String text) {
        try {
            return JSON.writeValueAsString(Map.of("text", text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text could not be written as JSON", e);
        }
    }
}
