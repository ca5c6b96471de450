package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What came of a request; of a stream of events that has begun, no more than that. */
record Reply(HttpResponse<InputStream> response, String body) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** To a path below {@code api} whose places are named: each is that of something that is not there, in namespace shop. */
    static Reply to(URI api, String method, String path, String... authorization) {
        String there = path.replace("{namespace}", "shop").replaceAll("\\{[a-z]+}", "nobody");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + there))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody());
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        try {
            HttpResponse<InputStream> response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean isEndless = response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
                return new Reply(response, isEndless ? "" : new String(body.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError("no answer to %s %s".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("broken off", e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
