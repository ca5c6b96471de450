package dev.gangway.adapter.prometheus;

import dev.gangway.adapter.prometheus.ServerPast.Counted;
import dev.gangway.adapter.prometheus.ServerPast.Lacking;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts what all servers remember of a service together: never a window with a part missing. */
final class PastWindows {
    private final ServiceRef service;
    private final Counting counting;
    private final Grid grid;
    private final List<ServerPast> servers;

    /**
     * Takes what the servers gave.
     *
     * @param servers at least one
     */
    PastWindows(ServiceRef service, Counting counting, Grid grid, List<ServerPast> servers) {
        this.service = service;
        this.counting = counting;
        this.grid = grid;
        this.servers = List.copyOf(servers);
    }

    /** The windows that every server saw whole and some server knew the service in. */
    History history() {
        List<Lacking> lacking = of(Lacking.class);
        if (!lacking.isEmpty()) {
            return new History.Unavailable(
                    problem(lacking),
                    Words.together(lacking.stream().map(Lacking::detail).toList()));
        }
        List<Counted> counted = of(Counted.class);
        List<String> invalid =
                counted.stream().flatMap(server -> server.invalid().stream()).toList();
        if (!invalid.isEmpty()) {
            return new History.Unavailable(Problem.INVALID, Words.together(invalid));
        }
        if (counted.stream()
                .noneMatch(server -> server.counts().values().stream().anyMatch(ServiceCounts::known))) {
            List<String> names = servers.stream().map(ServerPast::server).toList();
            return new History.Unavailable(Problem.EMPTY, Words.noneKnow(names, counting, service.host()));
        }
        List<MetricWindow> windows = IntStream.rangeClosed(1, grid.windows())
                .filter(number -> counted.stream().allMatch(server -> server.isWhole(number)))
                .mapToObj(number -> window(number, counted))
                .flatMap(Optional::stream)
                .toList();
        return windows.isEmpty()
                ? new History.Unavailable(Problem.PARTIAL, nothingWhole())
                : new History.Recorded(windows);
    }

    private Optional<MetricWindow> window(int number, List<Counted> counted) {
        return counted.stream()
                .flatMap(server -> server.counts(number).stream())
                .reduce(ServiceCounts::plus)
                .filter(ServiceCounts::known)
                .map(counts -> counts.window(grid.instant(number - 1), grid.instant(number), List.of()));
    }

    private Problem problem(List<Lacking> lacking) {
        Problem first = lacking.get(0).problem();
        boolean alike = lacking.stream().allMatch(server -> server.problem() == first);
        return alike && (lacking.size() == servers.size() || first == Problem.INVALID) ? first : Problem.PARTIAL;
    }

    private String nothingWhole() {
        String names = servers.stream()
                .map(server -> "Prometheus of " + server.server())
                .collect(Collectors.joining(" and "));
        return "no window of " + Words.of(grid.step()) + " from " + grid.instant(0) + " to "
                + grid.instant(grid.windows()) + " was seen whole by " + names;
    }

    private <T extends ServerPast> List<T> of(Class<T> kind) {
        return servers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
