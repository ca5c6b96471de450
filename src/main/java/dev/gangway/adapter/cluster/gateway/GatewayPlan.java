package dev.gangway.adapter.cluster.gateway;

import static dev.gangway.adapter.cluster.gateway.GatewayDefinition.NETWORK_LABEL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.GatewayState.Part;
import dev.gangway.control.gateway.GatewayState.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done for a gateway, by what was read. Pure.
 *
 * @param cluster whose
 * @param wanted what is to stand
 * @param view what was read
 */
record GatewayPlan(Member cluster, GatewayDefinition wanted, GatewayView view) {

    /**
     * A write.
     *
     * @param isNew whether it makes the object; else it changes the one that was read
     */
    record Write(ServedKind kind, ObjectNode object, boolean isNew) {}

    /** By what stands, with pods that an injector of the cluster answers for. */
    static GatewayPlan of(Member cluster, GatewayDefinition wanted, GatewayView view) {
        return new Obstacles(cluster, view)
                .revision()
                .map(revision -> new GatewayPlan(cluster, wanted.ofRevision(revision), view))
                .orElse(new GatewayPlan(cluster, wanted, view));
    }

    /** What stands against making it, with the way out; nothing may be written then. */
    Optional<String> obstacle() {
        return others().isPresent() ? Optional.empty() : new Obstacles(cluster, view).first();
    }

    /** What can be written now, in this order. The Service waits for a pod that is ready: istiods send requests to it. */
    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        if (others().isPresent()) {
            return writes;
        }
        view.namespace()
                .filter(namespace -> network(namespace).isEmpty())
                .ifPresent(namespace -> writes.add(new Write(ServedKind.NAMESPACE, labelled(namespace), false)));
        for (ObjectNode object : wanted.objects()) {
            ServedKind kind = GatewayDefinition.kind(object);
            Optional<ObjectNode> stands = Optional.ofNullable(view.standing().get(kind));
            boolean waits = kind == ServedKind.SERVICE
                    && stands.isEmpty()
                    && !readiness().isReady();
            if (stands.isEmpty() && !waits) {
                writes.add(new Write(kind, object, true));
            } else if (standing(object) == Standing.DIFFERS) {
                writes.add(new Write(kind, (ObjectNode) Overlay.laid(object, stands.get()), false));
            }
        }
        return writes;
    }

    /** For others. */
    GatewayState state() {
        List<Part> parts = new ArrayList<>();
        parts.add(label());
        wanted.objects().forEach(object -> parts.add(part(object)));
        Optional<ObjectNode> leading =
                others().or(() -> Optional.ofNullable(view.standing().get(ServedKind.SERVICE)));
        List<String> addresses = leading.map(OthersGateways::addresses).orElse(List.of());
        Optional<String> lacking = others().isPresent()
                ? new Lack(cluster, parts, addresses).ofOthers(OthersGateways.name(others().get()))
                : obstacle().or(() -> new Lack(cluster, parts, addresses).ofOurs(readiness()));
        return new GatewayState(
                cluster.name(),
                cluster.network(),
                others().isPresent() ? List.of(label()) : parts,
                addresses,
                others().map(OthersGateways::name),
                lacking);
    }

    private Optional<ObjectNode> others() {
        return OthersGateways.service(view.services(), cluster.rootNamespace() + "/" + GatewayDefinition.NAME);
    }

    private Readiness readiness() {
        return Readiness.of(Optional.ofNullable(view.standing().get(ServedKind.DEPLOYMENT)));
    }

    private Part label() {
        String network = view.namespace().map(GatewayPlan::network).orElse("");
        Standing standing = network.isEmpty()
                ? Standing.MISSING
                : network.equals(cluster.network()) ? Standing.STANDS : Standing.NOT_OURS;
        return new Part(
                ServedKind.NAMESPACE.title(),
                cluster.rootNamespace(),
                standing,
                network.isEmpty() ? "has no label " + NETWORK_LABEL : NETWORK_LABEL + "=" + network);
    }

    private Part part(ObjectNode object) {
        ServedKind kind = GatewayDefinition.kind(object);
        String seen = kind == ServedKind.DEPLOYMENT && view.standing().containsKey(kind)
                ? readiness().words()
                : "";
        return new Part(kind.title(), OthersGateways.name(object), standing(object), seen);
    }

    private Standing standing(ObjectNode object) {
        ObjectNode stands = view.standing().get(GatewayDefinition.kind(object));
        if (stands == null) {
            return Standing.MISSING;
        }
        if (!GatewayDefinition.isOurs(stands)) {
            return Standing.NOT_OURS;
        }
        return Overlay.stands(object, stands) ? Standing.STANDS : Standing.DIFFERS;
    }

    private ObjectNode labelled(ObjectNode namespace) {
        ObjectNode labelled = namespace.deepCopy();
        labelled.withObject("/metadata/labels").put(NETWORK_LABEL, cluster.network());
        return labelled;
    }

    private static String network(JsonNode namespace) {
        return namespace.path("metadata").path("labels").path(NETWORK_LABEL).asText("");
    }
}
