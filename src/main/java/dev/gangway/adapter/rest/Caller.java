package dev.gangway.adapter.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who is calling: the principal where the request has one, else where it came from. */
@RequestScoped
public class Caller {
    private final SecurityContext security;
    private final HttpServerRequest request;

    /** For one request. */
    public Caller(SecurityContext security, HttpServerRequest request) {
        this.security = security;
        this.request = request;
    }

    /** A name for the records. */
    public String name() {
        Principal principal = security.getUserPrincipal();
        return principal == null ? "a caller at " + request.remoteAddress().hostAddress() : principal.getName();
    }
}
