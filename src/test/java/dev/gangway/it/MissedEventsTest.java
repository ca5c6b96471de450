package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who comes back to listen and can't be told what was missed. */
@QuarkusTest
class MissedEventsTest {
    @TestHTTPResource("/api/v1/events")
    URI events;

    @Test
    void shouldSayFirstThatSomethingIsMissingToWhoWasElsewhere() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(events)
                                .header("Last-Event-ID", "of-another-process-7")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.body().limit(3).toList())
                .anyMatch(line -> line.equals("event:gap"))
                .anyMatch(line -> line.startsWith("id:"))
                .anyMatch(line -> line.startsWith("data:{\"reason\""));
    }
}
