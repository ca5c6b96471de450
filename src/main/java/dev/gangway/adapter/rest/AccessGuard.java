package dev.gangway.adapter.rest;

import dev.gangway.control.KnownState;
import dev.gangway.control.access.AccessControl;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.access.WebhookTokens;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request through to its operation when its caller is permitted what the operation {@link Needs}. */
public final class AccessGuard {
    private static final List<String> NAMES = List.of("name", "cluster", "in");
    private static final String ORIGIN = "Origin";
    private static final String NAMESPACE = "namespace";
    private static final long KNOWN_SOON_SECONDS = 5;

    private final AccessControl access;
    private final WebhookTokens webhook;
    private final KnownState state;
    private final Caller caller;

    /** For all requests. */
    public AccessGuard(AccessControl access, WebhookTokens webhook, KnownState state, Caller caller) {
        this.access = access;
        this.webhook = webhook;
        this.state = state;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Optional<Response> check(ContainerRequestContext request, ResourceInfo operation) {
        if (access.isOpen() && !OwnMachine.mayHaveSent(Optional.ofNullable(request.getHeaderString(ORIGIN)))) {
            return Optional.of(Refusals.ofAnotherMachine());
        }
        if (!isAny(operation)) {
            return Optional.empty();
        }
        Needs needs = operation.getResourceMethod().getAnnotation(Needs.class);
        if (needs == null) {
            return access.isOpen() ? Optional.empty() : Optional.of(Refusals.nobodys());
        }
        Optional<String> authorization = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Optional<Response> refused = needs.value() == Permission.TAKE_ALERTS
                ? ofWebhook(authorization)
                : of(access.ask(authorization, acts(needs, request.getUriInfo())));
        return refused.isPresent() || state.isKnown()
                ? refused
                : Optional.of(ProblemMappers.later(
                        ProblemMappers.response(ProblemType.STARTING.example()), KNOWN_SOON_SECONDS));
    }

    /** There is none where a path, its method or its media types are answered by nothing. */
    static boolean isAny(ResourceInfo operation) {
        return operation != null && operation.getResourceMethod() != null;
    }

    private Optional<Response> of(AccessControl.Answer answer) {
        if (answer instanceof AccessControl.Unknown unknown) {
            return Optional.of(Refusals.unknown(unknown.showed()));
        }
        if (answer instanceof AccessControl.Forbidden forbidden) {
            caller.is(forbidden.who());
            return Optional.of(Refusals.forbidden(caller.name(), forbidden.act()));
        }
        ((AccessControl.Admitted) answer).who().ifPresent(caller::is);
        return Optional.empty();
    }

    private Optional<Response> ofWebhook(Optional<String> authorization) {
        return switch (webhook.of(authorization.flatMap(AccessControl::token))) {
            case OURS -> Optional.empty();
            case FOREIGN -> Optional.of(Refusals.foreign(authorization.isPresent()));
            case NOT_SET_UP ->
                access.isOpen()
                        ? Optional.empty()
                        : Optional.of(ProblemMappers.response(ProblemType.WEBHOOK_CLOSED.example()));
        };
    }

    /** Where the path names several objects, each is one. */
    static List<Act> acts(Needs needs, UriInfo uri) {
        MultivaluedMap<String, String> path = uri.getPathParameters();
        String namespace = Optional.ofNullable(path.getFirst(NAMESPACE))
                .or(() -> Optional.ofNullable(uri.getQueryParameters().getFirst(NAMESPACE))
                        .filter(named -> needs.namespaceInQuery() && !named.isBlank()))
                .orElse("");
        List<String> names = NAMES.stream()
                .flatMap(name -> Stream.ofNullable(path.getFirst(name)))
                .toList();
        return (names.isEmpty() ? List.of("") : names)
                .stream().map(name -> new Act(needs.value(), namespace, name)).toList();
    }
}
