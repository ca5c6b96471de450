package dev.gangway.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.crash.Story.Deed;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.sim.Regression;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A mesh with several shifts at once, those who interfere with them, and the witness of all that stands in it. */
final class CrashWorld implements AutoCloseable {
    private static final String NAMESPACE = "shop";
    private static final String POLICY = "{\"pacing\":{\"watchSeconds\":60}}";
    private static final String SHIFT = "gangway.dev/v1alpha1";
    private static final int CONFLICT = 409;
    private static final int LEASE_DELETED_EVERY = 4;

    private final SharedClock clock;
    private final SimulatedMesh mesh;
    private final Witness witness;
    private final List<Story> stories;
    private final Pace pace;
    private List<Told> told = List.of();
    private int leaders;

    /** What is the same for all shifts of it: the steps, and how long each lasts. */
    record Pace(List<Integer> steps, Map<String, Integer> pacing, Duration scrapes) {
        /** As people have it, with fewer steps. */
        static final Pace USUAL = new Pace(List.of(5, 25, 75), Map.of(), Duration.ofSeconds(5));

        /** For a mesh whose time is that on the wall. */
        static final Pace QUICK = new Pace(
                List.of(25, 75),
                Map.of("propagationSeconds", 1, "soakSeconds", 2, "bakeSeconds", 2, "watchSeconds", 5),
                Duration.ofSeconds(1));
    }

    CrashWorld(List<Story> stories, Pace pace, SharedClock clock, long seed) {
        this.stories = stories;
        this.pace = pace;
        this.clock = clock;
        mesh = SimulatedMesh.start(
                new SimulatedMesh.Settings(clock, seed, pace.scrapes(), Duration.ofMinutes(60), Map.of()));
        witness = new Witness(mesh, clock, POLICY);
        mesh.witness(witness);
        mesh.drive();
    }

    /** The ports of its API servers with their clusters' names. */
    List<String> ports() {
        List<String> ports = new ArrayList<>();
        mesh.apiServers().forEach((name, address) -> ports.add(address.getPort() + "=" + name));
        return ports;
    }

    /** For who finds the management cluster by a file. */
    String kubeconfig() {
        return mesh.kubeconfig("management");
    }

    String managementAddress() {
        URI address = mesh.apiServers().get("management");
        return address.toString();
    }

    /** All stories begin. */
    void begin() {
        List<Told> begun = new ArrayList<>();
        for (Story story : stories) {
            witness.tidied(story.service(), false);
            mesh.setRegression(new ServiceRef(NAMESPACE, story.service()), story.regression());
            GenericKubernetesResource shift = new GenericKubernetesResource();
            shift.setApiVersion(SHIFT);
            shift.setKind("TrafficShift");
            shift.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(NAMESPACE)
                    .withName(story.service())
                    .withFinalizers(story.isRestored() ? List.of("gangway.dev/routes") : List.of())
                    .build());
            Map<String, Object> spec = new HashMap<>(story.spec());
            spec.putAll(Map.of("service", story.service(), "source", "k8s2", "destination", "eks1"));
            spec.putAll(Map.of("steps", pace.steps(), "pacing", pace.pacing()));
            shift.setAdditionalProperty("spec", spec);
            var unused = management()
                    .genericKubernetesResources(SHIFT, "TrafficShift")
                    .resource(shift)
                    .create();
            begun.add(new Told(story, witness, clock.instant()));
        }
        told = begun;
    }

    /** Whoever has something to do does it. */
    void act() {
        for (Told story : told) {
            story.due(clock.instant()).ifPresent(deed -> {
                act(story.story(), deed);
                story.done(deed, clock.instant());
            });
        }
    }

    private void act(Story story, Deed deed) {
        switch (deed) {
            case PAUSE -> want(story, spec -> spec.put("intent", "Pause"));
            case RESUME -> want(story, spec -> spec.put("intent", "Advance"));
            case PROMOTE -> want(story, spec -> spec.put("intent", "Promote"));
            case ROLL_BACK -> want(story, spec -> spec.put("intent", "RollBack"));
            case RETRY_HEALED -> {
                mesh.setRegression(new ServiceRef(NAMESPACE, story.service()), Regression.NONE);
                want(story, spec -> {
                    spec.put("intent", "Advance");
                    spec.put("attempt", 2);
                });
            }
            case DELETE -> delete(story);
        }
    }

    private void want(Story story, Consumer<Map<String, Object>> change) {
        untilNobodyElseWrites(() -> {
            GenericKubernetesResource shift = shift(story).require();
            Map<String, Object> spec = shift.get("spec");
            change.accept(spec);
            var unused = management()
                    .genericKubernetesResources(SHIFT, "TrafficShift")
                    .resource(shift)
                    .update();
        });
    }

    /** What is read and written again after a conflict: a request of a dead process may still be on its way. */
    private static void untilNobodyElseWrites(Runnable write) {
        for (boolean done = false; !done; ) {
            try {
                write.run();
                done = true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
            }
        }
    }

    private void delete(Story story) {
        var unused = shift(story).delete();
    }

    /** Whether every story has come to its end. */
    boolean isSettled() {
        return told.stream().allMatch(Told::isSettled);
    }

    /** Deletes every shift that is left. */
    void deleteAll() {
        for (Told story : told) {
            if (story.story().ends() != Phase.Kind.RELEASED) {
                story.deleted();
                delete(story.story());
            }
        }
    }

    /** Whether every shift is gone, and has left what it should. */
    boolean isGone() {
        return told.stream().allMatch(Told::isGone);
    }

    /** Clears away what shifts have left that were to keep their routes. */
    void tidy() {
        for (Story story : stories) {
            witness.tidied(story.service(), true);
            witness.left(story.service()).forEach(key -> {
                var unused = resource(key).delete();
            });
            witness.originals(story.service()).forEach(this::putBack);
        }
        told = List.of();
    }

    private void putBack(Standing.Key key, JsonNode original) {
        GenericKubernetesResource object = resource(key).require();
        object.getMetadata().setAnnotations(null);
        object.setAdditionalProperty("spec", original.get("spec"));
        var unused = istio(key).resource(object).update();
    }

    private Resource<GenericKubernetesResource> resource(Standing.Key key) {
        return istio(key).inNamespace(NAMESPACE).withName(key.name());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            istio(Standing.Key key) {
        return mesh.client(key.cluster())
                .genericKubernetesResources(
                        "networking.istio.io/v1", key.isRoutes() ? "VirtualService" : "DestinationRule");
    }

    /** The process that led is certainly dead: its successor need not wait until its lease has run out, or finds none. */
    void forgetLeader() {
        boolean deleted = ++leaders % LEASE_DELETED_EVERY == 0;
        untilNobodyElseWrites(() -> {
            for (Lease lease : management().leases().inAnyNamespace().list().getItems()) {
                if (deleted) {
                    var unused = management().resource(lease).delete();
                } else {
                    lease.getSpec().setHolderIdentity("");
                    var unused = management().resource(lease).update();
                }
            }
        });
    }

    /** What is wrong; empty = nothing yet. */
    Optional<String> failure() {
        return witness.violation().or(() -> told.stream()
                .flatMap(story -> story.wrongEnd().stream())
                .findFirst());
    }

    /** The names of the stories that are not over. */
    List<String> running() {
        return told.stream()
                .filter(story -> witness.last(story.story().service()).isPresent())
                .map(story -> story.story().name())
                .toList();
    }

    long versions() {
        return witness.versions();
    }

    private KubernetesClient management() {
        return mesh.client("management");
    }

    private Resource<GenericKubernetesResource> shift(Story story) {
        return management()
                .genericKubernetesResources(SHIFT, "TrafficShift")
                .inNamespace(NAMESPACE)
                .withName(story.service());
    }

    @Override
    public void close() {
        mesh.close();
    }

    @Override
    public String toString() {
        return told.toString();
    }
}
