package dev.gangway.adapter.crd;

import dev.gangway.control.Leadership;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A management cluster with the custom resources in it, the cache over them and what works on it. */
final class Store implements AutoCloseable {
    static final ShiftId ID = new ShiftId("shop", "checkout");

    final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    final KubernetesClient client = mesh.client("management");
    final List<ShiftId> changed = new CopyOnWriteArrayList<>();
    final ResourceCache cache = new ResourceCache(client, changed::add);
    final CustomResourceShifts shifts = new CustomResourceShifts(client, cache, Leadership.alone());
    final CustomResourceRequests requests = new CustomResourceRequests(client, cache);

    /** Creates a shift of the service of the same name; more is YAML in flow style. */
    TrafficShift create(String name, String more) {
        TrafficShift shift = new TrafficShift();
        shift.setMetadata(
                new ObjectMetaBuilder().withNamespace("shop").withName(name).build());
        shift.setSpec(spec("service: " + name + ", source: k8s2, destination: eks1" + more));
        return client.resource(shift).create();
    }

    TrafficShift stored(ShiftId id) {
        return client.resources(TrafficShift.class)
                .inNamespace(id.namespace())
                .withName(id.name())
                .get();
    }

    /** Somebody else's edit. */
    TrafficShift edit(ShiftId id, String fields) {
        TrafficShift edited = stored(id);
        edited.setSpec(spec(fields));
        return client.resource(edited).update();
    }

    static TrafficShiftSpec spec(String fields) {
        return Serialization.unmarshal("--- {" + fields + "}", TrafficShiftSpec.class);
    }

    @Override
    public void close() {
        cache.close();
        mesh.close();
    }
}
