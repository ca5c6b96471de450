package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.UnweavableException;
import dev.gangway.control.plan.PlanQuestion;
import dev.gangway.control.plan.PlannedObject;
import dev.gangway.control.plan.PlannedObject.Deed;
import dev.gangway.control.plan.RoutePlan;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gangway plan}: what would stand in each cluster at a weight. */
@Command(
        name = "plan",
        description = {
            "Reads VirtualServices and DestinationRules from files and prints those that concern a service as they would"
                    + " stand in each cluster at a weight, with those that Gangway would add. Needs no cluster; writes"
                    + " nothing."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  gangway plan -f manifests/ --service shop/checkout \\",
            "    --source k8s2 --destination eks1 --weight 5 --diff"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage, or an object that can't be woven"})
final class PlanCommand extends GangwayCommand {
    /** In place of a name, where none is given. */
    private static final String ALL = "all";

    @Option(
            names = {"-f", "--file"},
            required = true,
            arity = "1..*",
            paramLabel = "FILE_OR_DIR",
            description =
                    "YAML or JSON with the objects as they stand in each cluster; directories with all below them.")
    private List<Path> files;

    @Option(names = "--service", required = true, paramLabel = "NS/NAME", description = "The service.")
    private String service;

    @Option(names = "--source", paramLabel = "CLUSTER", description = "Where it comes from.")
    private Optional<String> source = Optional.empty();

    @Option(names = "--destination", paramLabel = "CLUSTER", description = "Where it goes.")
    private Optional<String> destination = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "N",
            description =
                    "Per cent of the service's requests or connections that go to the destination, 0 to 100, finest 0.1.")
    private Optional<BigDecimal> weight = Optional.empty();

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "Print what stands there only; default: in both.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--source-network",
            paramLabel = "NETWORK",
            description = "Its pods' label topology.istio.io/network; default: the cluster's name.")
    private Optional<String> sourceNetwork = Optional.empty();

    @Option(
            names = "--destination-network",
            paramLabel = "NETWORK",
            description = "The same of the destination; default: the cluster's name.")
    private Optional<String> destinationNetwork = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "http|tcp",
            description = "What its clients speak: the routes that are added where there are none; default: http.")
    private Protocol protocol = Protocol.HTTP;

    @Option(names = "--mirrors", description = "Divide what is mirrored to the service, too; default: mirrors stay.")
    private boolean mirrors;

    @Option(names = "--diff", description = "Print a unified diff of each object that changes.")
    private boolean diff;

    @Option(names = "--restore", description = "Take the service's split out, in place of --weight.")
    private boolean restore;

    PlanCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        try {
            ServiceRef of = option("--service", () -> Services.read(service));
            List<String> clusters = clusters();
            RoutePlan plan = restore
                    ? outside().routePlans().restore(files, of)
                    : outside().routePlans().weave(files, question(of));
            clusters.forEach(name -> print(name, plan.objects()));
            plan.objects().stream()
                    .filter(object -> object.deed() == Deed.DELETED)
                    .forEach(object -> talk("note: %s would be deleted".formatted(object.name())));
            plan.remarks().forEach(remark -> talk("note: " + remark));
            talk(told(of, plan));
            return ExitCodes.DONE;
        } catch (UnweavableException unweavable) {
            talk("can't be woven: " + unweavable.getMessage());
            return ExitCodes.USAGE;
        } catch (RefusedException refused) {
            talk("--%s: %s".formatted(refused.field(), refused.getMessage()));
            return ExitCodes.USAGE;
        } catch (UncheckedIOException unreadable) {
            talk("failed: %s can't be read".formatted(unreadable.getCause().getMessage()));
            return ExitCodes.FAILED;
        }
    }

    private PlanQuestion question(ServiceRef of) {
        ClusterName from = option("--source", () -> new ClusterName(needed("--source", source)));
        ClusterName to = option("--destination", () -> new ClusterName(needed("--destination", destination)));
        Weight share = option("--weight", () -> Weight.percent(needed("--weight", weight)));
        TrafficSplit split = option("--destination", () -> new TrafficSplit(from, to, share));
        return option(
                "--source-network, --destination-network",
                () -> new PlanQuestion(
                        of,
                        split,
                        Map.of(from, sourceNetwork.orElse(from.value()), to, destinationNetwork.orElse(to.value())),
                        protocol,
                        mirrors ? Mirrors.SPLIT : Mirrors.KEEP));
    }

    /** The same files stand in all clusters, so what is printed of them differs by the name alone. */
    private List<String> clusters() {
        List<String> both = Stream.of(source, destination)
                .flatMap(Optional::stream)
                .map(name -> option("--source, --destination", () -> new ClusterName(name))
                        .value())
                .toList();
        if (cluster.isEmpty()) {
            return both.isEmpty() ? List.of(ALL) : both;
        }
        String only = option("--cluster", () -> new ClusterName(cluster.get())).value();
        if (!both.isEmpty() && !both.contains(only)) {
            throw wrong("--cluster: '%s' is neither the source nor the destination".formatted(only));
        }
        return List.of(only);
    }

    private <T> T needed(String option, Optional<T> value) {
        return value.orElseThrow(() -> wrong(option + ": is needed"));
    }

    private void print(String name, List<PlannedObject> objects) {
        objects.forEach(object -> print(diff ? PlanText.diff(name, object) : PlanText.yaml(name, object)));
    }

    private static String told(ServiceRef service, RoutePlan plan) {
        String deeds = Stream.of(Deed.values())
                .map(deed -> "%d %s".formatted(count(plan, deed), PlanText.word(deed)))
                .collect(Collectors.joining(", "));
        return plan.objects().isEmpty()
                ? "nothing in the files concerns %s".formatted(service)
                : "%s, in each cluster: %s".formatted(service, deeds);
    }

    private static long count(RoutePlan plan, Deed deed) {
        return plan.objects().stream().filter(object -> object.deed() == deed).count();
    }
}
