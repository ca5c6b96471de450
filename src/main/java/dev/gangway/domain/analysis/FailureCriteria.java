package dev.gangway.domain.analysis;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which answers count as failed requests.
 *
 * @param codes HTTP response codes: three digits ({@code 429}), a class ({@code 5xx}), or {@code 0} for no answer at all
 * @param grpcStatuses gRPC statuses, from 1 to 16
 */
public record FailureCriteria(Set<String> codes, Set<Integer> grpcStatuses) {
    // Before DEFAULT, which is checked against it.
    private static final Pattern CODE = Pattern.compile("[1-5](xx|[0-9]{2})|0");

    /**
     * Every 5xx and no answer at all; of gRPC those that are the server's fault: UNKNOWN, DEADLINE_EXCEEDED,
     * RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
     */
    public static final FailureCriteria DEFAULT = new FailureCriteria(Set.of("5xx", "0"), Set.of(2, 4, 8, 13, 14, 15));

    /** Copies the sets; throws IllegalArgumentException that names what is neither a code nor a status. */
    public FailureCriteria {
        codes = Set.copyOf(codes);
        grpcStatuses = Set.copyOf(grpcStatuses);
        codes.stream().filter(code -> !CODE.matcher(code).matches()).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("error code '" + code + "' is not of the form 503, 5xx or 0");
        });
        grpcStatuses.stream()
                .filter(status -> status < 1 || status > 16)
                .findFirst()
                .ifPresent(status -> {
                    throw new IllegalArgumentException("gRPC status " + status + " is not between 1 and 16");
                });
    }
}
