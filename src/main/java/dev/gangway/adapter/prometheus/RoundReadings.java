package dev.gangway.adapter.prometheus;

import dev.gangway.adapter.prometheus.ServerReading.Counted;
import dev.gangway.adapter.prometheus.ServerReading.Lacking;
import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Puts what all servers gave in one round together: never a window with a part missing. */
final class RoundReadings {
    private final List<ServerReading> servers;
    private final Instant began;
    private final Duration delay;

    /**
     * Takes what the servers gave.
     *
     * @param began when the round did, by Gangway's clock
     * @param delay how far behind that the counters were read
     */
    RoundReadings(List<ServerReading> servers, Instant began, Duration delay) {
        this.servers = List.copyOf(servers);
        this.began = began;
        this.delay = delay;
    }

    /** Whether every server answered in full. If not, nothing is counted, and the next round has to cover this one's time. */
    boolean whole() {
        return !servers.isEmpty() && servers.stream().allMatch(Counted.class::isInstance);
    }

    /** A reading for each service. */
    Readings of(Map<ServiceRef, Counting> services) {
        Optional<Reading> lack = whole() ? Optional.empty() : Optional.of(lack());
        Map<ServiceRef, Reading> readings = new HashMap<>();
        services.forEach(
                (service, counting) -> readings.put(service, lack.orElseGet(() -> reading(service, counting))));
        return new Readings(readings, scrapeInterval());
    }

    /** The same lack for all. */
    static Readings unavailable(Collection<ServiceRef> services, Problem problem, String detail) {
        Map<ServiceRef, Reading> readings = new HashMap<>();
        services.forEach(service -> readings.put(service, new Reading.Unavailable(problem, detail)));
        return new Readings(readings, Duration.ZERO);
    }

    private Reading lack() {
        List<Lacking> lacking = of(Lacking.class);
        boolean allFailed = lacking.size() == servers.size()
                && lacking.stream().allMatch(server -> server.problem() == Problem.FAILED);
        return new Reading.Unavailable(
                allFailed ? Problem.FAILED : Problem.PARTIAL,
                Words.together(lacking.stream().map(Lacking::detail).toList()));
    }

    private Reading reading(ServiceRef service, Counting counting) {
        List<Counted> counted = of(Counted.class);
        List<String> invalid = counted.stream()
                .map(server -> server.invalid().get(service))
                .filter(Objects::nonNull)
                .toList();
        if (!invalid.isEmpty()) {
            return new Reading.Unavailable(Problem.INVALID, Words.together(invalid));
        }
        Optional<ServiceCounts> counts = counted.stream()
                .map(server -> server.counts().get(service))
                .filter(Objects::nonNull)
                .reduce(ServiceCounts::plus)
                .filter(ServiceCounts::known);
        if (counts.isEmpty()) {
            List<String> names = servers.stream().map(ServerReading::server).toList();
            return new Reading.Unavailable(Problem.EMPTY, Words.noneKnow(names, counting, service.host()));
        }
        return new Reading.Taken(counts.get()
                .window(
                        from(counted),
                        began,
                        counted.stream()
                                .flatMap(server -> server.of(service).stream())
                                .toList()));
    }

    /**
     * The counters at the beginning of a window may be as old as the last scrape before it. A window that says it began too
     * early does no harm.
     */
    private Instant from(List<Counted> counted) {
        Duration longest = counted.stream()
                .map(server ->
                        server.window().plus(server.memory().scrapeInterval().orElse(ScrapeSpacing.ASSUMED.usual())))
                .reduce(Duration.ZERO, RoundReadings::longer);
        return began.minus(delay).minus(longest);
    }

    private Duration scrapeInterval() {
        return servers.stream()
                .flatMap(server -> server.memory().scrapeInterval().stream())
                .reduce(Duration.ZERO, RoundReadings::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private <T extends ServerReading> List<T> of(Class<T> kind) {
        return servers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
