package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes what looks like the token of a ServiceAccount and opens nothing: it is signed by nobody, and says so. */
final class ServiceAccountToken {
    private static final Base64.Encoder PARTS = Base64.getUrlEncoder().withoutPadding();

    private ServiceAccountToken() {}

    /** A JSON web token; without {@code expires} it says no time, as those in Secrets do. */
    static String of(String namespace, String account, Instant issued, Optional<Instant> expires) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode header = json.createObjectNode().put("alg", "none").put("typ", "JWT");
        ObjectNode claims = json.createObjectNode();
        claims.put("iss", "simulated");
        claims.put("sub", "system:serviceaccount:" + namespace + ":" + account);
        claims.put("iat", issued.getEpochSecond());
        expires.ifPresent(time -> claims.put("exp", time.getEpochSecond()));
        return part(header.toString()) + "." + part(claims.toString()) + "." + part("signed by nobody");
    }

    private static String part(String text) {
        return PARTS.encodeToString(text.getBytes(UTF_8));
    }
}
