package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A small OIDC issuer: its discovery document, its keys, and tokens. Gangway is set up to take those that are meant for it. */
public final class OidcIssuer implements QuarkusTestResourceLifecycleManager {
    static final String AUDIENCE = "gangway";

    private static final int KEY_BITS = 2048;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger generation = new AtomicInteger();
    private HttpServer server;
    private volatile KeyPair key;
    private volatile boolean isDown;

    @Override
    public Map<String, String> start() {
        rotate();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        """
                {"issuer": "%s", "jwks_uri": "%s/keys", "token_endpoint": "%s/token", "authorization_endpoint": "%s/auth"}
                """
                                .formatted(address(), address(), address(), address())));
        server.createContext("/keys", exchange -> answer(exchange, keys()));
        server.start();
        return Map.of(
                "gangway.access.mode", "kubernetes",
                "gangway.access.remember", "0s",
                "gangway.access.oidc.issuer", address(),
                "gangway.access.oidc.audiences", AUDIENCE,
                "gangway.access.oidc.user-claim", "email",
                "gangway.rest.changes-at-once", "100000",
                "quarkus.oidc.token.forced-jwk-refresh-interval", "0s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(OidcIssuer.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** It signs with another key from now on. */
    void rotate() {
        key = pair();
        generation.incrementAndGet();
    }

    void down(boolean down) {
        isDown = down;
    }

    /** How often anybody has asked it anything. */
    int asked() {
        return asked.get();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A good one, of ana, who is in the group shop-sre. */
    String token() {
        return sign(claims());
    }

    JwtClaimsBuilder claims() {
        Instant now = Instant.now();
        return Jwt.issuer(address())
                .subject("4711")
                .audience(Set.of(AUDIENCE))
                .claim("email", "ana@example.org")
                .groups(Set.of("shop-sre"))
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(5)));
    }

    String sign(JwtClaimsBuilder claims) {
        return signed(claims, key);
    }

    /** By a key that is not its own, under the name of its own. */
    String signedByAnother(JwtClaimsBuilder claims) {
        return signed(claims, pair());
    }

    private String signed(JwtClaimsBuilder claims, KeyPair with) {
        return claims.jws().keyId(keyId()).sign(with.getPrivate());
    }

    private String keyId() {
        return "key-" + generation.get();
    }

    private String keys() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"sig\", \"alg\": \"RS256\", \"kid\": \"%s\", \"n\": \"%s\", \"e\": \"%s\"}]}"
                .formatted(
                        keyId(),
                        number(open.getModulus().toByteArray()),
                        number(open.getPublicExponent().toByteArray()));
    }

    /** Without the zero that a positive number may begin with. */
    private static String number(byte[] bytes) {
        int begin = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, begin, bytes.length));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isDown ? 503 : 200, isDown ? -1 : body.length);
            if (!isDown) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
