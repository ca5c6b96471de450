package dev.gangway.cli;

import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What commands need of the outside. */
public interface Outside {

    /** Time on the wall. */
    Clock clock();

    /** This version, for people. */
    String version();

    /**
     * The past, as these servers know it.
     *
     * @param prometheuses addresses before {@code /api/v1/query}
     * @param bearerToken a file with a token to show; empty = none
     * @throws IllegalArgumentException for an address that is none
     */
    MetricsHistory history(List<URI> prometheuses, Optional<Path> bearerToken);

    /**
     * The plan of a shift.
     *
     * @param policy a ShiftPolicy as YAML; empty = the defaults
     * @throws IllegalArgumentException that says what is wrong with the policy
     */
    ShiftPlan plan(ServiceRef service, ClusterName source, ClusterName destination, Optional<String> policy);

    /** What would become of objects in files. */
    RoutePlans routePlans();

    /** A report as JSON, with the keys of the REST interface. */
    String json(BacktestReport report);

    /** The same. */
    String json(PreflightReport report);

    /** The same. */
    String json(GatewayState state);

    /** The same. */
    String json(DecommissionReport report);

    /** The same. */
    String json(RemoteSecretState state);

    /** Istio's remote secrets, made by a server. */
    RemoteSecrets remoteSecrets(ServerAddress server);

    /** Reports of what uses clusters, as a server makes them. */
    Decommissions decommissions(ServerAddress server);

    /** East-west gateways, as a server sees and makes them. */
    Gateways gateways(ServerAddress server);

    /** Preflight, as a server sees it. */
    Preflights preflights(ServerAddress server);

    /** The same of an enrolment. */
    String json(Enrolment enrolment);

    /** Enrolments that a server makes; they throw ServerUnreachableException too. */
    Enrolments enrolments(ServerAddress server);

    /** Shifts of a server; they throw ServerUnreachableException too. */
    Shifts shifts(ServerAddress server);

    /** A list of shifts, each with all that the server tells. */
    String json(List<ShiftSeen> shifts);

    /** The same document for people. */
    String yaml(String json);

    /** A variable of the environment; empty where it is not set, or blank. */
    Optional<String> environment(String name);

    /**
     * A context of a kubeconfig; empty where there is none and none is asked for.
     *
     * @param kubeconfig the file; empty = those that kubectl would read
     * @param name of the context; empty = the current one
     * @throws IllegalArgumentException that says what can't be read, or which contexts there are
     */
    Optional<KubeContext> context(Optional<Path> kubeconfig, Optional<String> name);

    /** Where people look on. */
    Screen screen();
}
