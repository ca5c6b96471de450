package dev.gangway.cli;

import dev.gangway.adapter.istio.file.FileRoutePlans;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.config.Workstation;
import dev.gangway.config.remote.RemoteShifts;
import dev.gangway.config.remote.ServerClient;
import dev.gangway.control.MetricsHistory;
import dev.gangway.control.PreflightReport;
import dev.gangway.control.backtest.BacktestReport;
import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.control.decommission.Decommissions;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.control.plan.RoutePlans;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecrets;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A service at k8s2 that gets 100 requests in each step, forever; and notes of what a command asked for. */
final class MadeUpOutside implements Outside, MetricsHistory {
    List<URI> prometheuses = List.of();
    Optional<Path> bearerToken = Optional.empty();
    Optional<String> policy = Optional.empty();
    String policyProblem;
    String problem;
    Instant emptyBefore = Instant.EPOCH;
    RuntimeException fault;
    Optional<ServerAddress> asked = Optional.empty();
    Preflights preflights;
    Enrolments enrolments;
    Shifts shifts;
    Map<String, String> environment = Map.of();
    Optional<KubeContext> context = Optional.empty();
    boolean terminal;
    Screen screen = new PassingTime();

    Instant now = Instant.parse("2025-01-15T12:00:00Z");
    Gateways gateways;
    RemoteSecrets remoteSecrets;
    Decommissions decommissions;

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public Decommissions decommissions(ServerAddress server) {
        asked = Optional.of(server);
        return decommissions;
    }

    @Override
    public String json(DecommissionReport report) {
        return "{}";
    }

    @Override
    public RemoteSecrets remoteSecrets(ServerAddress server) {
        asked = Optional.of(server);
        return remoteSecrets;
    }

    @Override
    public String json(RemoteSecretState state) {
        return "{}";
    }

    @Override
    public Gateways gateways(ServerAddress server) {
        asked = Optional.of(server);
        return gateways;
    }

    @Override
    public String json(GatewayState state) {
        return "{}";
    }

    @Override
    public String version() {
        return "1.2.3";
    }

    @Override
    public MetricsHistory history(List<URI> addresses, Optional<Path> token) {
        prometheuses = addresses;
        bearerToken = token;
        return this;
    }

    @Override
    public ShiftPlan plan(ServiceRef service, ClusterName source, ClusterName destination, Optional<String> yaml) {
        policy = yaml;
        if (policyProblem != null) {
            throw new IllegalArgumentException(policyProblem);
        }
        return new ShiftPlan(
                new ShiftId(service.namespace(), service.name()),
                service,
                source,
                destination,
                Ladder.DEFAULT,
                Pacing.DEFAULT,
                Objectives.DEFAULT,
                ShiftPlan.SubsetLabel.NETWORK,
                ShiftPlan.OnDelete.KEEP,
                ShiftPlan.Mode.SHIFT);
    }

    @Override
    public RoutePlans routePlans() {
        return new FileRoutePlans();
    }

    @Override
    public String json(PreflightReport report) {
        return "{}";
    }

    @Override
    public Preflights preflights(ServerAddress server) {
        asked = Optional.of(server);
        return preflights;
    }

    @Override
    public String json(Enrolment enrolment) {
        return "{\"state\":\"%s\"}".formatted(enrolment.state().title());
    }

    @Override
    public Enrolments enrolments(ServerAddress server) {
        asked = Optional.of(server);
        return enrolments;
    }

    @Override
    public Shifts shifts(ServerAddress server) {
        asked = Optional.of(server);
        return shifts == null ? new RemoteShifts(new ServerClient(server)) : shifts;
    }

    @Override
    public String json(List<ShiftSeen> several) {
        return new Workstation().json(several);
    }

    @Override
    public String yaml(String json) {
        return new Workstation().yaml(json);
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Optional<KubeContext> context(Optional<Path> kubeconfig, Optional<String> name) {
        if (name.isPresent() && !name.get().equals("prod")) {
            throw new IllegalArgumentException("there is no context '%s': name one of [prod]".formatted(name.get()));
        }
        return name.map(given -> new KubeContext(kubeconfig, given, Optional.of("shop")))
                .or(() -> context);
    }

    @Override
    public Screen screen() {
        return screen;
    }

    @Override
    public String json(BacktestReport report) {
        return "{}";
    }

    @Override
    public Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting) {
        if (fault != null) {
            throw fault;
        }
        if (problem != null) {
            return Uni.createFrom().item(new History.Unavailable(Problem.FAILED, problem));
        }
        Traffic traffic = new Traffic(100, 0, LatencyHistogram.of(new double[] {10, 100}, new long[] {90, 10}));
        List<MetricWindow> windows = new ArrayList<>();
        for (Instant at = from; !at.plus(step).isAfter(to); at = at.plus(step)) {
            if (!at.isBefore(emptyBefore)) {
                windows.add(new MetricWindow(at, at.plus(step), Map.of(new ClusterName("k8s2"), traffic), 0));
            }
        }
        return Uni.createFrom()
                .item(
                        windows.isEmpty()
                                ? new History.Unavailable(Problem.EMPTY, "nobody knows " + service)
                                : new History.Recorded(windows));
    }

    /** A pipe, or a terminal, where waiting costs nothing. */
    private final class PassingTime implements Screen {
        @Override
        public boolean isTerminal() {
            return terminal;
        }

        @Override
        public boolean isColoured() {
            return false;
        }

        @Override
        public void pause(Duration time) {
            now = now.plus(time);
        }

        @Override
        public <T> T whileSaying(String words, Supplier<T> work) {
            return work.get();
        }
    }
}
