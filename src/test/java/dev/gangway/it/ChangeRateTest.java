package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many changes one caller may make. */
@QuarkusTest
@TestProfile(ChangeRateTest.OneInASecond.class)
class ChangeRateTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";

    /** Many more than are left over while they are made, however slow the machine. */
    private static final int CHANGES = 60;

    @TestHTTPResource("/")
    URL server;

    /** Few enough. */
    public static class OneInASecond implements QuarkusTestProfile {
        static final int LISTENERS = 2;

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gangway.rest.changes-per-second", "1",
                    "gangway.rest.changes-at-once", "2",
                    "gangway.rest.listeners", String.valueOf(LISTENERS));
        }
    }

    @Test
    void shouldPutOffACallerThatChangesTooMuchAndNobodyElse() {
        assertThat(from(2, "POST " + SHIFTS + "/nobody/pause")).startsWith("HTTP/1.1 404");

        assertThat(Stream.generate(() -> from(2, "POST " + SHIFTS + "/nobody/pause"))
                        .limit(CHANGES)
                        .filter(answer -> answer.startsWith("HTTP/1.1 429"))
                        .findFirst())
                .hasValueSatisfying(answer -> assertThat(answer.toLowerCase(Locale.ROOT))
                        .contains("retry-after: 1", "urn:gangway:problem:too-many-requests"));
        assertThat(from(2, "GET " + SHIFTS)).startsWith("HTTP/1.1 200");
        assertThat(from(3, "POST " + SHIFTS + "/nobody/pause")).startsWith("HTTP/1.1 404");
    }

    /** From 127.0.0.{@code host}. */
    private String from(int host, String request) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: gangway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        }
    }
}
