package dev.gangway.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gangway.adapter.crd.PolicyFile;
import dev.gangway.adapter.istio.file.FileRoutePlans;
import dev.gangway.adapter.prometheus.Authorization;
import dev.gangway.adapter.prometheus.PrometheusMetricsHistory;
import dev.gangway.adapter.prometheus.PrometheusServer;
import dev.gangway.adapter.prometheus.PrometheusSettings;
import dev.gangway.adapter.prometheus.QueryMeter;
import dev.gangway.adapter.rest.BacktestView;
import dev.gangway.adapter.rest.DecommissionView;
import dev.gangway.adapter.rest.EastWestGatewayView;
import dev.gangway.adapter.rest.EnrolmentView;
import dev.gangway.adapter.rest.PreflightView;
import dev.gangway.adapter.rest.RemoteSecretView;
import dev.gangway.cli.KubeContext;
import dev.gangway.cli.Outside;
import dev.gangway.cli.Preflights;
import dev.gangway.cli.Screen;
import dev.gangway.cli.ServerAddress;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.config.remote.Kubeconfigs;
import dev.gangway.config.remote.RemoteDecommissions;
import dev.gangway.config.remote.RemoteEnrolments;
import dev.gangway.config.remote.RemoteGateways;
import dev.gangway.config.remote.RemotePreflights;
import dev.gangway.config.remote.RemoteRemoteSecrets;
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
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the command line runs: somebody's own machine, or a pipeline. */
public final class Workstation implements Outside {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public String version() {
        try (InputStream version = Workstation.class.getResourceAsStream("version.txt")) {
            return new String(requireNonNull(version, "version.txt").readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MetricsHistory history(List<URI> prometheuses, Optional<Path> bearerToken) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        Authorization authorization = bearerToken.map(Authorization::bearerFrom).orElse(Authorization.NONE);
        List<PrometheusServer> servers = prometheuses.stream()
                .map(address -> new PrometheusServer(name(address), address, Map.of(), authorization, http))
                .toList();
        return new PrometheusMetricsHistory(() -> servers, PrometheusSettings.DEFAULT, clock(), QueryMeter.NONE);
    }

    /** Only host and port: an address may hold a password. */
    private static String name(URI address) {
        String host = address.getHost() == null ? "an address" : address.getHost();
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }

    @Override
    public ShiftPlan plan(ServiceRef service, ClusterName source, ClusterName destination, Optional<String> policy) {
        return PolicyFile.plan(service, source, destination, policy);
    }

    @Override
    public RoutePlans routePlans() {
        return new FileRoutePlans();
    }

    @Override
    public Preflights preflights(ServerAddress server) {
        return new RemotePreflights(new ServerClient(server));
    }

    @Override
    public Decommissions decommissions(ServerAddress server) {
        return new RemoteDecommissions(new ServerClient(server));
    }

    @Override
    public String json(DecommissionReport report) {
        return written(DecommissionView.of(report));
    }

    @Override
    public RemoteSecrets remoteSecrets(ServerAddress server) {
        return new RemoteRemoteSecrets(new ServerClient(server));
    }

    @Override
    public String json(RemoteSecretState state) {
        return written(RemoteSecretView.of(state));
    }

    @Override
    public Gateways gateways(ServerAddress server) {
        return new RemoteGateways(new ServerClient(server));
    }

    @Override
    public String json(GatewayState state) {
        return written(EastWestGatewayView.of(state));
    }

    @Override
    public String json(PreflightReport report) {
        return written(PreflightView.of(report));
    }

    @Override
    public String json(BacktestReport report) {
        return written(BacktestView.of(report));
    }

    @Override
    public String json(Enrolment enrolment) {
        return written(EnrolmentView.of(enrolment));
    }

    @Override
    public Enrolments enrolments(ServerAddress server) {
        return new RemoteEnrolments(new ServerClient(server));
    }

    @Override
    public Shifts shifts(ServerAddress server) {
        return new RemoteShifts(new ServerClient(server));
    }

    @Override
    public String json(List<ShiftSeen> shifts) {
        try {
            ArrayNode items = JSON.createArrayNode();
            for (ShiftSeen shift : shifts) {
                items.add(JSON.readTree(shift.json()));
            }
            return JSON.createObjectNode().set("items", items).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a server has told can't be read again", e);
        }
    }

    @Override
    public String yaml(String json) {
        try {
            return YAML.writeValueAsString(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can't be written as YAML", e);
        }
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    @Override
    public Optional<KubeContext> context(Optional<Path> kubeconfig, Optional<String> name) {
        return Kubeconfigs.find(kubeconfig, name);
    }

    @Override
    public Screen screen() {
        return new Console();
    }

    private static String written(Object view) {
        try {
            return JSON.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can't be written as JSON", e);
        }
    }
}
