package dev.gangway.adapter.rest;

import dev.gangway.control.access.Act;
import dev.gangway.control.access.Permission;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answers to who is not let in: each says the way in, and nothing of what was shown. */
final class Refusals {
    private static final String REALM = "Bearer realm=\"gangway\"";

    private Refusals() {}

    /** {@code showed} is whether there was anything that said who. */
    static Response unknown(boolean showed) {
        return challenge(
                showed,
                showed
                        ? "nobody is known by this token, or it has expired: get a new one, as with kubectl create token"
                        : "say who you are: send a token of the management cluster as Authorization: Bearer <token>");
    }

    /** The same of Alertmanager's webhook. */
    static Response foreign(boolean showed) {
        return challenge(
                showed,
                (showed ? "this is not a token of the webhook" : "there is no token")
                        + ": send one of those that gangway.alerts.token-file has, by authorization.credentials_file of"
                        + " Alertmanager's http_config");
    }

    static Response forbidden(String who, Act act) {
        return ProblemMappers.response(
                ProblemType.FORBIDDEN,
                "%s may not %s: it takes the verb %s on %s of the API group %s there"
                        .formatted(
                                who,
                                act.words(),
                                act.permission().verb(),
                                act.permission().what(),
                                Permission.GROUP),
                null);
    }

    /** Of an operation that declares no permission. */
    static Response nobodys() {
        return ProblemMappers.response(
                ProblemType.FORBIDDEN, "nobody may do this: the operation declares no permission that it takes", null);
    }

    /** Of a page of another origin, where everybody is let in. */
    static Response ofAnotherMachine() {
        return ProblemMappers.response(
                ProblemType.FORBIDDEN,
                "nobody is asked who they are here, so pages of other machines may not call it",
                "Origin");
    }

    private static Response challenge(boolean showed, String detail) {
        return Response.fromResponse(ProblemMappers.response(ProblemType.UNAUTHENTICATED, detail, "Authorization"))
                .header(HttpHeaders.WWW_AUTHENTICATE, showed ? REALM + ", error=\"invalid_token\"" : REALM)
                .build();
    }
}
