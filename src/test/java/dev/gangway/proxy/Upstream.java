package dev.gangway.proxy;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.Map;

/**
 * The API server behind a proxy.
 *
 * @param address {@code http} or {@code https}; the certificate of the latter is taken as it is
 * @param headers that it is sent besides those of the client, such as {@code Authorization}
 */
public record Upstream(URI address, Map<String, String> headers) {
    private static final int LARGEST = 1 << 26;

    /** Copies the headers. */
    public Upstream {
        headers = Map.copyOf(headers);
    }

    /** One that asks for nothing. */
    public static Upstream of(URI address) {
        return new Upstream(address, Map.of());
    }

    boolean isTls() {
        return "https".equals(address.getScheme());
    }

    int port() {
        return address.getPort() >= 0 ? address.getPort() : isTls() ? 443 : 80;
    }

    HttpClientOptions requests() {
        return new HttpClientOptions()
                .setSsl(isTls())
                .setTrustAll(isTls())
                .setVerifyHost(false)
                .setMaxPoolSize(200);
    }

    WebSocketClientOptions watches() {
        return new WebSocketClientOptions()
                .setSsl(isTls())
                .setTrustAll(isTls())
                .setVerifyHost(false)
                .setMaxConnections(1000)
                .setMaxFrameSize(LARGEST)
                .setMaxMessageSize(LARGEST);
    }
}
