package dev.gangway.adapter.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of problem that there are. Their slugs are stable, for programs; docs/api/README.md has the same table. */
enum ProblemType {
    NOT_JSON(
            400,
            "not-json",
            "The body is not JSON",
            "Unexpected end-of-input: expected close marker for Object at line 1, column 12",
            "body"),
    UNKNOWN_FIELD(
            400,
            "unknown-field",
            "The body has a field that means nothing here",
            "there is no field 'servce'; there are [service, source, destination]",
            "servce"),
    WRONG_TYPE(
            400,
            "wrong-type",
            "A field has the wrong type",
            "Cannot deserialize value of type `java.util.ArrayList` from String value",
            "steps"),
    UNKNOWN_PARAMETER(
            400,
            "unknown-parameter",
            "The query has a parameter that means nothing here",
            "there is no query parameter 'dryrun' here, and nothing was done: there are [dryRun]",
            "dryrun"),
    UNAUTHENTICATED(
            401,
            "unauthenticated",
            "It is not known who is calling",
            "say who you are: send a token of the management cluster as Authorization: Bearer <token>",
            "Authorization"),
    FORBIDDEN(
            403,
            "forbidden",
            "The caller may not do this",
            "ana may not update trafficshifts/rollback 'checkout' in namespace 'shop': it takes the verb update on"
                    + " trafficshifts/rollback of the API group gangway.dev there",
            null),
    NOT_FOUND(404, "not-found", "There is no such thing", "there is no shift 'checkout' in namespace 'shop'", "name"),
    NO_SUCH_PATH(
            404,
            "no-such-path",
            "There is nothing at this path",
            "there is nothing at this path; /q/openapi lists what there is",
            null),
    METHOD_NOT_ALLOWED(
            405,
            "method-not-allowed",
            "This path does not take this method",
            "this path does not take this method; /q/openapi lists what it takes",
            null),
    NOT_ACCEPTABLE(
            406,
            "not-acceptable",
            "There is no such form of the answer",
            "answers are application/json, problems application/problem+json, and /api/v1/events text/event-stream:"
                    + " name that in Accept, or leave it out",
            "Accept"),
    CONFLICT(
            409,
            "conflict",
            "It does not fit what stands now",
            "service checkout.shop is already moved by shift 'checkout', which is shifting; delete that one first",
            "service"),
    STALE(
            412,
            "stale",
            "It has changed since it was read",
            "shift shop/checkout is at version 4711 and not at one that If-Match names: read it again, and send its"
                    + " ETag if you still want this",
            "If-Match"),
    TOO_LARGE(
            413,
            "too-large",
            "The body is too large",
            "a body here has at most 65536 bytes: leave out what is not needed",
            "body"),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "unsupported-media-type",
            "The body is of a type that means nothing here",
            "send a JSON body with Content-Type: application/json",
            "Content-Type"),
    INVALID(
            422,
            "invalid",
            "The request makes no sense",
            "there is no cluster 'eks9': name one of [eks1, k8s2], or create a MeshCluster for it",
            "destination"),
    TOO_MANY_REQUESTS(
            429,
            "too-many-requests",
            "Too many changes from one caller",
            "a caller may make 20 changes in a second: wait for as long as Retry-After says",
            null),
    INTERNAL(500, "internal", "Gangway failed", "this is a fault of Gangway; its log has the details", null),
    UNAVAILABLE(
            503,
            "unavailable",
            "The management cluster did not confirm it",
            "it can't be known whether it was done: look at the shift and try again",
            null),
    ACCESS_UNKNOWN(
            503,
            "access-unknown",
            "It can't be known who is calling, or what they may do",
            "the management cluster does not answer; try again",
            null),
    STARTING(
            503,
            "starting",
            "What stands has not been read yet",
            "the management cluster has not answered since Gangway has started: try again",
            null),
    WEBHOOK_CLOSED(
            503,
            "webhook-closed",
            "The webhook has no token to know its sender by",
            "no token is set up for the webhook: name a file with one as gangway.alerts.token-file",
            null),
    CLUSTER_UNAVAILABLE(
            503,
            "cluster-unavailable",
            "A cluster did not confirm it",
            "cluster eks1 does not answer; look at it and try again",
            null),
    BUSY(
            503,
            "busy",
            "As much as is allowed is under way",
            "two backtests are under way: try again when one has ended",
            null),
    METRICS_UNAVAILABLE(
            503,
            "metrics-unavailable",
            "The metrics can't be read",
            "Prometheus of k8s2 does not answer within 30s",
            null);

    private static final String URN = "urn:gangway:problem:";

    private final int status;
    private final String slug;
    private final String title;
    private final String exampleDetail;
    private final String exampleField;

    ProblemType(int status, String slug, String title, String exampleDetail, String exampleField) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.exampleDetail = exampleDetail;
        this.exampleField = exampleField;
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    /** One of this kind. */
    Problem of(String detail, String field) {
        return new Problem(URN + slug, title, status, detail, field);
    }

    /** One as it may look. */
    Problem example() {
        return of(exampleDetail, exampleField);
    }

    /** Those that are told with an HTTP status. */
    static List<ProblemType> with(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).toList();
    }

    /** What the framework says by a status alone; empty where it means nothing special here. */
    static Optional<ProblemType> byHttp(int status) {
        return switch (status) {
            case 404 -> Optional.of(NO_SUCH_PATH);
            case 405 -> Optional.of(METHOD_NOT_ALLOWED);
            case 406 -> Optional.of(NOT_ACCEPTABLE);
            case 413 -> Optional.of(TOO_LARGE);
            case 415 -> Optional.of(UNSUPPORTED_MEDIA_TYPE);
            default -> Optional.empty();
        };
    }
}
