package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the judge remembers of a shift. Immutable and small, so that it can be kept with the shift.
 *
 * @param previous the weight before the present one
 * @param validFrom windows that begin before this are not of the present weight; empty until every cluster shows it
 * @param source what was seen of the source since then
 * @param destination what was seen of the destination, and the requests that reached no cluster
 * @param tracks one for each measure, over all weights; empty until the source's past is known
 * @param rate requests per second to both sides lately
 * @param lostAtMost what share of all requests may usually reach no cluster
 * @param ticks how many ticks saw the destination since the present weight was decided
 * @param seenUntil the end of the last window; empty before the first
 * @param raisedAt the end of the last window before the destination got traffic; empty while it gets none
 * @param doubt the last doubt
 * @param trial the last trial beside a control
 * @param warmUp the last warm-up
 */
public record Evidence(
        Weight previous,
        Optional<Instant> validFrom,
        Traffic source,
        Traffic destination,
        List<Track> tracks,
        double rate,
        double lostAtMost,
        int ticks,
        Optional<Instant> seenUntil,
        Optional<Instant> raisedAt,
        Optional<Doubt> doubt,
        Optional<Trial> trial,
        Optional<WarmUp> warmUp) {
    /** Nothing gathered, nothing known of the past. */
    public static final Evidence NONE = new Evidence(
            Weight.NONE,
            Optional.empty(),
            Traffic.NONE,
            Traffic.NONE,
            List.of(),
            0,
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static final double RATE_FADES = 0.8;

    /** Standard deviations of a count. */
    private static final double LOST_BY_CHANCE = 3;

    /** Needs all parts. */
    public Evidence {
        requireNonNull(previous, "previous");
        requireNonNull(validFrom, "validFrom");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        tracks = List.copyOf(tracks);
        requireNonNull(seenUntil, "seenUntil");
        requireNonNull(raisedAt, "raisedAt");
        requireNonNull(doubt, "doubt");
        requireNonNull(trial, "trial");
        requireNonNull(warmUp, "warmUp");
    }

    /** Whether the source's past is known: without it nothing can be judged. */
    public boolean knowsSource() {
        return !tracks.isEmpty();
    }

    /** The same with the source's past. */
    public Evidence with(Baseline baseline) {
        return new Evidence(
                previous,
                validFrom,
                source,
                destination,
                baseline.tracks(),
                baseline.rate(),
                baseline.lostAtMost(),
                ticks,
                seenUntil,
                raisedAt,
                doubt,
                trial,
                warmUp);
    }

    /**
     * Begins anew for another weight, or because the present one did not stand. What holds for any weight is kept.
     *
     * @param left the weight until now
     */
    public Evidence restarted(Weight left) {
        return new Evidence(
                left,
                Optional.empty(),
                Traffic.NONE,
                Traffic.NONE,
                tracks,
                rate,
                lostAtMost,
                0,
                seenUntil,
                raisedAt,
                doubt,
                trial,
                warmUp);
    }

    /** The same, gathering from the given instant on. */
    public Evidence validFrom(Instant instant) {
        return new Evidence(
                previous,
                Optional.of(instant),
                source,
                destination,
                tracks,
                rate,
                lostAtMost,
                ticks,
                seenUntil,
                raisedAt,
                doubt,
                trial,
                warmUp);
    }

    /** The same in few digits: what is kept with the shift is read back exactly as it was written. */
    public Evidence rounded() {
        return new Evidence(
                previous,
                validFrom,
                source,
                destination,
                tracks.stream().map(Track::rounded).toList(),
                Digits.three(rate),
                Digits.three(lostAtMost),
                ticks,
                seenUntil,
                raisedAt,
                doubt,
                trial,
                warmUp.map(WarmUp::rounded));
    }

    Evidence with(List<Track> judged, Optional<Doubt> doubted, Optional<Trial> tried, Optional<WarmUp> warming) {
        return new Evidence(
                previous,
                validFrom,
                source,
                destination,
                judged,
                rate,
                lostAtMost,
                ticks,
                seenUntil,
                raisedAt,
                doubted,
                tried,
                warming);
    }

    /** The weight that the destination was taken back from to be tried out beside a control; or else the one before this. */
    public Weight left() {
        return trial.map(Trial::from).orElse(previous);
    }

    /** Whether a window holds time in which the destination had all traffic, though it has not any more. */
    boolean lackedControl(MetricWindow window) {
        return previous.equals(Weight.ALL)
                && validFrom.isPresent()
                && window.from().isBefore(validFrom.get());
    }

    /** Takes in a window. Only one that lies wholly at the present weight counts for that weight. */
    Evidence plus(MetricWindow window, TrafficSplit split) {
        boolean counts = validFrom.isPresent() && !window.from().isBefore(validFrom.get());
        Traffic atSource = window.of(split.source());
        Traffic atDestination = destinationIn(window, split);
        boolean raised = !split.toDestination().equals(Weight.NONE);
        return new Evidence(
                previous,
                validFrom,
                counts ? source.plus(atSource) : source,
                counts ? destination.plus(atDestination) : destination,
                tracks,
                rate(window, atSource.requests() + atDestination.requests()),
                lostAtMost,
                atDestination.requests() > 0 ? ticks + 1 : ticks,
                Optional.of(window.to()),
                raised ? raisedAt.or(() -> seenUntil.or(() -> Optional.of(window.from()))) : Optional.empty(),
                doubt,
                trial,
                warmUp);
    }

    /**
     * What was seen of the destination. Requests that reached no cluster count as failures of the side that is being raised,
     * but for as many as were usually lost before, give or take what chance makes of that; at weight 0 they are nobody's.
     */
    Traffic destinationIn(MetricWindow window, TrafficSplit split) {
        return split.toDestination().equals(Weight.NONE)
                ? window.of(split.destination())
                : servedAndLost(window, split.destination());
    }

    /** What was seen of a cluster that gets requests, with those that were lost beyond what is usual as its failures. */
    Traffic servedAndLost(MetricWindow window, ClusterName cluster) {
        Traffic served = window.of(cluster);
        if (window.lost() == 0) {
            return served;
        }
        double usual = lostAtMost * window.requests();
        long charged = Math.max(0, window.lost() - (long) Math.ceil(usual + LOST_BY_CHANCE * Math.sqrt(usual)));
        return served.plus(new Traffic(charged, charged, LatencyHistogram.EMPTY));
    }

    /**
     * How long a tick is: from the end of one window to the end of the next, since a window's beginning allows for a scrape's
     * delay. A gap between the two is no part of it.
     */
    double tickSeconds(MetricWindow window) {
        if (seenUntil.isEmpty()) {
            return window.seconds();
        }
        Instant end = seenUntil.get();
        boolean follows = end.isBefore(window.to()) && !end.isBefore(window.from());
        return follows ? Duration.between(end, window.to()).toMillis() / 1000.0 : window.seconds();
    }

    private double rate(MetricWindow window, long requests) {
        double seconds = tickSeconds(window);
        return seconds == 0 ? rate : RATE_FADES * rate + (1 - RATE_FADES) * requests / seconds;
    }
}
