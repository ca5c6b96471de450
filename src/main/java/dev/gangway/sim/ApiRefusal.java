package dev.gangway.sim;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;

/** The ways in which an API server says no, in the words of a real one. */
final class ApiRefusal {
    private ApiRefusal() {}

    static MockResponse conflict(String kind, String name) {
        return status(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind + " \"" + name
                        + "\": the object has been modified; please apply your changes to the latest version and try again");
    }

    static MockResponse versionMissing(String kind, String name) {
        return status(
                422,
                "Invalid",
                kind + " \"" + name
                        + "\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
    }

    static MockResponse notFound(String path) {
        return status(404, "NotFound", "nothing stands at " + path);
    }

    static MockResponse unprocessable(String reason) {
        return status(422, "Invalid", reason);
    }

    static MockResponse unavailable() {
        return status(503, "ServiceUnavailable", "the simulated API server is switched off");
    }

    static MockResponse plainWatch() {
        return status(501, "NotImplemented", "the simulated API server serves watches over WebSocket alone");
    }

    private static MockResponse status(int code, String reason, String message) {
        String body = Serialization.asJson(new StatusBuilder()
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .build());
        return new MockResponse().setResponseCode(code).setBody(body);
    }
}
