package dev.gangway.config.remote;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.adapter.rest.ShiftView;
import dev.gangway.adapter.rest.ShiftView.ClusterShown;
import dev.gangway.adapter.rest.ShiftView.EvidenceView;
import dev.gangway.adapter.rest.ShiftView.FindingView;
import dev.gangway.adapter.rest.ShiftView.HistoryView;
import dev.gangway.adapter.rest.ShiftView.PlanView;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.ShiftSeen.Entry;
import dev.gangway.cli.shift.ShiftSeen.Found;
import dev.gangway.cli.shift.ShiftSeen.Plan;
import dev.gangway.cli.shift.ShiftSeen.Route;
import dev.gangway.domain.shift.ShiftId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what the command line shows of what a server answers. What the server does not tell is left out. */
final class ShiftReader {
    private ShiftReader() {}

    /** Throws ServerUnreachableException where it is no shift. */
    static ShiftSeen read(JsonNode node) {
        ShiftView shift = ServerClient.convert(node, ShiftView.class);
        Route route = new Route(shift.service(), shift.source(), shift.destination());
        return new ShiftSeen(
                new ShiftId(shift.namespace(), shift.name()),
                route,
                requireNonNullElse(shift.intent(), ""),
                shift.attempt(),
                shift.phase(),
                requireNonNullElse(shift.reason(), ""),
                weight(shift.weights(), route),
                shift.verdict() == null ? "" : shift.verdict().name(),
                plan(shift.plan()),
                shift.evidence() == null ? List.of() : found(shift.evidence().findings()),
                troubles(shift),
                orNone(shift.history()).stream()
                        .map(entry -> entry(entry, route))
                        .toList(),
                requireNonNullElse(shift.updated(), Instant.EPOCH),
                node.toPrettyString());
    }

    private static Plan plan(PlanView plan) {
        return plan == null
                ? Plan.UNKNOWN
                : new Plan(
                        orNone(plan.steps()),
                        Duration.ofSeconds(plan.soakSeconds()),
                        Duration.ofSeconds(plan.bakeSeconds()),
                        Duration.ofSeconds(plan.watchSeconds()));
    }

    private static Entry entry(HistoryView entry, Route route) {
        return new Entry(
                entry.at(),
                entry.phase(),
                weight(entry.weights(), route),
                entry.verdict() == null ? "" : entry.verdict().name(),
                requireNonNullElse(entry.reason(), ""));
    }

    private static BigDecimal weight(Map<String, BigDecimal> weights, Route route) {
        return weights == null ? BigDecimal.ZERO : weights.getOrDefault(route.destination(), BigDecimal.ZERO);
    }

    private static List<Found> found(List<FindingView> findings) {
        return orNone(findings).stream()
                .map(finding -> new Found(
                        finding.objective(),
                        Optional.ofNullable(finding.destination()),
                        Optional.ofNullable(finding.source()),
                        finding.evidence(),
                        finding.evidenceLimit()))
                .toList();
    }

    private static List<String> troubles(ShiftView shift) {
        List<String> troubles = new ArrayList<>();
        EvidenceView evidence = shift.evidence();
        if (evidence != null) {
            Optional.ofNullable(evidence.metricsProblem()).ifPresent(troubles::add);
            Optional.ofNullable(evidence.notInForce()).ifPresent(troubles::add);
        }
        orNone(shift.clusters()).stream()
                .filter(cluster -> cluster.message() != null)
                .map(ShiftReader::trouble)
                .forEach(troubles::add);
        return troubles;
    }

    private static String trouble(ClusterShown cluster) {
        String seen = cluster.name() + (cluster.reachable() ? ": " : " can't be reached: ") + cluster.message();
        return cluster.todo() == null ? seen : seen + "; " + cluster.todo();
    }

    private static <T> List<T> orNone(List<T> list) {
        return requireNonNullElse(list, List.of());
    }
}
