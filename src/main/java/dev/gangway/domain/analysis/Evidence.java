package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Instant;
import java.util.Optional;

/**
 * What was gathered wholly at the present weight. Immutable and small, so that it can be kept with the shift.
 *
 * @param validFrom windows that begin before this are not of the present weight; empty until every cluster shows it
 * @param source what was seen of the source since then
 * @param destination what was seen of the destination, and the requests that reached no cluster
 * @param reference the source at earlier weights, for when it has too few requests left to compare with
 */
public record Evidence(Optional<Instant> validFrom, Traffic source, Traffic destination, Traffic reference) {
    /** Nothing gathered, nothing known of the past. */
    public static final Evidence NONE = new Evidence(Optional.empty(), Traffic.NONE, Traffic.NONE, Traffic.NONE);

    /** Needs all parts. */
    public Evidence {
        requireNonNull(validFrom, "validFrom");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(reference, "reference");
    }

    /** Begins anew for another weight, or because the present one did not stand; what was seen of the source is kept. */
    public Evidence restarted(int minimumRequests) {
        return new Evidence(Optional.empty(), Traffic.NONE, Traffic.NONE, reference(minimumRequests));
    }

    /** The same, gathering from the given instant on. */
    public Evidence validFrom(Instant instant) {
        return new Evidence(Optional.of(instant), source, destination, reference);
    }

    /** Adds a window that lies wholly at the present weight; any other changes nothing. */
    Evidence plus(MetricWindow window, TrafficSplit split) {
        if (validFrom.isEmpty() || window.from().isBefore(validFrom.get())) {
            return this;
        }
        return new Evidence(
                validFrom,
                source.plus(window.of(split.source())),
                destination.plus(destinationIn(window, split)),
                reference);
    }

    /** The source to compare with: of the present weight where it has enough requests, else of an earlier one. */
    Traffic reference(int minimumRequests) {
        return source.requests() >= minimumRequests ? source : reference;
    }

    /** Requests that reached no cluster count as failures of the side that is being raised. */
    static Traffic destinationIn(MetricWindow window, TrafficSplit split) {
        return window.of(split.destination()).plus(new Traffic(window.lost(), window.lost(), LatencyHistogram.EMPTY));
    }
}
