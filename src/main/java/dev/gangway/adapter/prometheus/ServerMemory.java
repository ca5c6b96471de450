package dev.gangway.adapter.prometheus;

import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is kept of a server from round to round.
 *
 * @param readUpTo where the last window ended, in the server's ms since 1970; empty = none was read
 * @param scrapeInterval last seen in its samples; empty = never seen
 * @param probe the service whose samples were looked at last
 * @param probeKnown whether there were any
 * @param invalid services whose values at {@code readUpTo} were no counts
 */
record ServerMemory(
        OptionalLong readUpTo,
        Optional<Duration> scrapeInterval,
        Optional<ServiceRef> probe,
        boolean probeKnown,
        Set<ServiceRef> invalid) {

    /** Of a server that was never asked. */
    static final ServerMemory NONE =
            new ServerMemory(OptionalLong.empty(), Optional.empty(), Optional.empty(), false, Set.of());

    /** Copies the set. */
    ServerMemory {
        invalid = Set.copyOf(invalid);
    }

    /** The next window begins here. */
    ServerMemory readUpTo(long millis, Set<ServiceRef> invalidThere) {
        return new ServerMemory(OptionalLong.of(millis), scrapeInterval, probe, probeKnown, invalidThere);
    }

    /** The samples of a service were looked at; an interval that was seen replaces the one before. */
    ServerMemory probed(ServiceRef service, Optional<Duration> seen) {
        return new ServerMemory(
                readUpTo, seen.or(() -> scrapeInterval), Optional.of(service), seen.isPresent(), invalid);
    }

    /**
     * The service to look at next: the last one as long as it shows samples, else each in turn, since some may have no
     * traffic.
     *
     * @param services in a fixed order, at least one
     */
    ServiceRef nextProbe(List<ServiceRef> services) {
        int last = probe.map(services::indexOf).orElse(-1);
        return services.get(last >= 0 && probeKnown ? last : (last + 1) % services.size());
    }
}
