package dev.gangway.adapter.rest;

import dev.gangway.control.access.Identity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who is calling: who the request's token says, else where it came from. */
@RequestScoped
public class Caller {
    private static final int LONGEST = 200;

    private final HttpServerRequest request;
    private Optional<Identity> identity = Optional.empty();
    private String why = "";

    /** For one request. */
    public Caller(HttpServerRequest request) {
        this.request = request;
    }

    /** It has been reviewed who it is. */
    public void is(Identity who) {
        identity = Optional.of(who);
    }

    /** Who they are; empty where nobody was asked. */
    Optional<Identity> identity() {
        return identity;
    }

    /** They have said why, or what exactly. */
    public void says(String reason) {
        why = reason;
    }

    /** What they have said of why; empty where they have not. */
    public String why() {
        return why;
    }

    /** A name for the records. */
    public String name() {
        return identity.map(Caller::words).orElseGet(() -> "a caller at " + address());
    }

    /** Where the request came from: an address, without a port. */
    public String address() {
        return request.remoteAddress().hostAddress();
    }

    /** A name as it can be shown, whatever an authenticator allows in one. */
    static String words(Identity who) {
        String shown = who.name().replaceAll("\\p{C}", "?");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
    }
}
