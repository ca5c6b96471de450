package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.Optional;

/**
 * What was gathered wholly at the present weight. Immutable and small, so that it can be kept with the shift.
 *
 * @param validFrom windows that begin before this are not of the present weight; empty until every cluster shows it
 * @param source what was seen of the source since then
 * @param destination what was seen of the destination, and the requests that reached no cluster
 * @param reference the source at earlier weights
 * @param lost how many of all requests reached no cluster while everything was still at the source
 */
public record Evidence(
        Optional<Instant> validFrom, Traffic source, Traffic destination, Traffic reference, Proportion lost) {
    /** Nothing gathered, nothing known of the past. */
    public static final Evidence NONE =
            new Evidence(Optional.empty(), Traffic.NONE, Traffic.NONE, Traffic.NONE, new Proportion(0, 0));

    /** Needs all parts. */
    public Evidence {
        requireNonNull(validFrom, "validFrom");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(reference, "reference");
        requireNonNull(lost, "lost");
    }

    /** Begins anew for another weight, or because the present one did not stand; what was seen of the source is kept. */
    public Evidence restarted() {
        return new Evidence(Optional.empty(), Traffic.NONE, Traffic.NONE, sourceEver(), lost);
    }

    /** The same, gathering from the given instant on. */
    public Evidence validFrom(Instant instant) {
        return new Evidence(Optional.of(instant), source, destination, reference, lost);
    }

    /** All that was seen of the source, at this weight and at earlier ones. */
    Traffic sourceEver() {
        return source.plus(reference);
    }

    /** Adds a window that lies wholly at the present weight; any other changes nothing. */
    Evidence plus(MetricWindow window, TrafficSplit split) {
        if (validFrom.isEmpty() || window.from().isBefore(validFrom.get())) {
            return this;
        }
        boolean baseline = split.toDestination().equals(Weight.NONE);
        return new Evidence(
                validFrom,
                source.plus(window.of(split.source())),
                destination.plus(destinationIn(window, split)),
                reference,
                baseline ? lost.plus(new Proportion(window.lost(), requests(window))) : lost);
    }

    /**
     * What was seen of the destination. Requests that reached no cluster count as failures of the side that is being raised,
     * but for as many as were lost before anything was raised; at weight 0 they are the baseline themselves.
     */
    Traffic destinationIn(MetricWindow window, TrafficSplit split) {
        Traffic served = window.of(split.destination());
        if (split.toDestination().equals(Weight.NONE)) {
            return served;
        }
        long usual = (long) Math.ceil(lost.upperBound(Judge.SURENESS) * requests(window));
        long charged = lost.trials() == 0 ? window.lost() : Math.max(0, window.lost() - usual);
        return served.plus(new Traffic(charged, charged, LatencyHistogram.EMPTY));
    }

    private static long requests(MetricWindow window) {
        return window.lost()
                + window.byDestination().values().stream()
                        .mapToLong(Traffic::requests)
                        .sum();
    }
}
