package dev.gangway.sim;

import java.util.Map;

/** How a request ends for its client. */
enum Answer {
    OK("200", "0"),
    FAILED("500", "14"),
    /** A proxy answers in the service's place. */
    LOST("503", "14");

    private final String httpCode;
    private final String grpcStatus;

    Answer(String httpCode, String grpcStatus) {
        this.httpCode = httpCode;
        this.grpcStatus = grpcStatus;
    }

    /** A gRPC failure is a 200 whose trailer says so. */
    Map<String, String> labels(boolean grpc) {
        return grpc
                ? Map.of("response_code", "200", "grpc_response_status", grpcStatus)
                : Map.of("response_code", httpCode, "grpc_response_status", "");
    }
}
