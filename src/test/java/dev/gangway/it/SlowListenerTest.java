package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.events.EventChannel;
import dev.gangway.config.GoneListeners;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens to events and does not take them is cut off, and nothing is kept for them. */
@QuarkusTest
class SlowListenerTest {
    /** Far more than the connection holds by itself. */
    private static final int EVENTS = 40_000;

    /** What the framework says of a stream that fails, or of a failure that nobody heard of. */
    private static final List<String> ERRORS = List.of("impossible to send it to client", "had to drop");

    private static final int PATIENCE_MILLIS = 60_000;

    @TestHTTPResource("/")
    URL server;

    @Inject
    EventChannel channel;

    @Test
    void shouldCutOffWhoDoesNotListen() throws IOException {
        try (LeakedLines errors = LeakedLines.watch(ERRORS);
                Socket socket = new Socket()) {
            errors.setFilter(new GoneListeners()); // as the log has it
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.getOutputStream().write("GET /api/v1/events HTTP/1.1\r\nHost: gangway\r\n\r\n".getBytes(UTF_8));
            BufferedReader told = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 256);
            assertThat(told.readLine()).contains("200");

            for (int i = 0; i < EVENTS; i++) {
                channel.stands(event(Instant.EPOCH.plusSeconds(i)));
            }

            assertThat(heard(told)).isLessThan(EVENTS);
            assertThat(errors.lines()).isEmpty();
        }
    }

    /** How many events there are until the connection ends; one that does not is a SocketTimeoutException. */
    private static int heard(BufferedReader told) throws IOException {
        int heard = 0;
        try {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                heard += line.startsWith("data:") ? 1 : 0;
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return heard;
    }

    private static ShiftEvent event(Instant at) {
        return new ShiftEvent(
                at,
                Shifts.plan(),
                Phase.Kind.PENDING,
                Phase.Kind.PREPARING,
                Shifts.plan().baseline(),
                Shifts.plan().baseline(),
                Verdict.INCONCLUSIVE,
                new Reason(Reason.Cause.TIME, "x".repeat(300), List.of()));
    }
}
