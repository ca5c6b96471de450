package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.DestinationRuleWeaving;
import dev.gangway.adapter.istio.weave.Finding;
import dev.gangway.adapter.istio.weave.Findings;
import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.adapter.istio.weave.WeavingOptions;
import dev.gangway.control.UnweavableException;
import dev.gangway.control.plan.PlanQuestion;
import dev.gangway.control.plan.PlannedObject;
import dev.gangway.control.plan.PlannedObject.Deed;
import dev.gangway.control.plan.RoutePlan;
import dev.gangway.control.plan.RoutePlans;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Plans over objects in files. */
public final class FileRoutePlans implements RoutePlans {

    @Override
    public RoutePlan weave(List<Path> files, PlanQuestion question) {
        ServiceRef service = question.service();
        DestinationRuleWeaving how = new DestinationRuleWeaving(
                new ShiftId(service.namespace(), service.name()),
                service,
                question.split(),
                question.networks(),
                SubsetLabel.NETWORK,
                Set.of(question.protocol() == Protocol.TCP ? RouteProtocol.TCP : RouteProtocol.HTTP),
                new WeavingOptions(Optional.empty(), question.mirrors()));
        return plan(files, service, routes -> routes.weave(how));
    }

    @Override
    public RoutePlan restore(List<Path> files, ServiceRef service) {
        return plan(files, service, ServiceRoutes::restore);
    }

    private static RoutePlan plan(
            List<Path> files, ServiceRef service, Function<ServiceRoutes, List<Change>> planning) {
        List<Manifest> manifests = ManifestFiles.read(files);
        List<ObjectNode> objects = manifests.stream().map(Manifest::object).toList();
        try {
            return new RoutePlan(
                    planning.apply(new ServiceRoutes(service, objects)).stream()
                            .map(FileRoutePlans::told)
                            .toList(),
                    Findings.on(service, objects).stream().map(Finding::words).toList());
        } catch (UnweavableException e) {
            throw manifests.stream()
                    .filter(manifest -> manifest.name().equals(e.object()))
                    .findFirst()
                    .map(manifest -> e.foundIn(manifest.file().toString()))
                    .orElse(e);
        }
    }

    private static PlannedObject told(Change change) {
        return new ChangedObject(
                new Manifest(Path.of(""), change.object()).name(),
                deed(change),
                change.before(),
                change.after().map(YamlWriter::write));
    }

    /** By the text, as another order of keys is a change for those who keep files. */
    private static Deed deed(Change change) {
        if (change.before().isEmpty()) {
            return Deed.ADDED;
        }
        if (change.after().isEmpty()) {
            return Deed.DELETED;
        }
        String before = change.before().get().toString();
        return before.equals(change.after().get().toString()) ? Deed.UNCHANGED : Deed.CHANGED;
    }
}
