package dev.gangway.cli;

import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be said of a shift that might be started. The server says what makes no sense. */
final class DraftOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--source",
            paramLabel = "CLUSTER",
            completionCandidates = LiveNames.Clusters.class,
            description = "Where it comes from.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--destination",
            paramLabel = "CLUSTER",
            completionCandidates = LiveNames.Clusters.class,
            description = "Where it goes.")
    private Optional<String> destination = Optional.empty();

    @Option(names = "--policy", paramLabel = "NAME", description = "A ShiftPolicy of its namespace.")
    private Optional<String> policy = Optional.empty();

    @Option(
            names = "--steps",
            split = ",",
            paramLabel = "N",
            description = "Per cents on the way to 100, rising, finest 0.1; default: the policy's.")
    private List<BigDecimal> steps = List.of();

    @Option(names = "--protocol", paramLabel = "http|tcp", description = "What its clients speak; default: http.")
    private Protocol protocol = Protocol.HTTP;

    @Option(
            names = "--mode",
            paramLabel = "shift|observe",
            description = "Observe judges and moves nothing; default: shift.")
    private ShiftPlan.Mode mode = ShiftPlan.Mode.SHIFT;

    @Option(
            names = "--on-delete",
            paramLabel = "keep|restore",
            description = "What becomes of the routes when the shift is deleted; default: keep.")
    private ShiftPlan.OnDelete onDelete = ShiftPlan.OnDelete.KEEP;

    @Option(
            names = "--acknowledge",
            split = ",",
            paramLabel = "CHECK",
            description = "Accept this preflight check's warning.")
    private List<String> acknowledged = List.of();

    ShiftDraft of(ServiceRef service, ShiftId id, String by) {
        Set<String> accepted = new TreeSet<>(acknowledged);
        return new ShiftDraft(
                id,
                service.name(),
                needed("--source", source),
                needed("--destination", destination),
                policy,
                steps,
                onDelete == ShiftPlan.OnDelete.RESTORE,
                mode,
                protocol,
                by,
                accepted);
    }

    private String needed(String option, Optional<String> value) {
        return value.orElseThrow(() -> new ParameterException(
                command.commandLine(), option + " is needed beside the service: name a MeshCluster"));
    }
}
