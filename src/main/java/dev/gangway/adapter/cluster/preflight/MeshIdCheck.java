package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether both clusters are of one mesh by name. */
final class MeshIdCheck implements SetupCheck.OfPair {
    @Override
    public String id() {
        return "mesh-id";
    }

    @Override
    public Optional<Outcome> look(Sides sides) {
        return Outcome.ofAny(sides.source()
                .mesh()
                .with(
                        sides.destination().mesh(),
                        (here, there) -> here.flatMap(mesh -> there.map(other -> look(sides, mesh, other)))));
    }

    private static Outcome look(Sides sides, MeshSettings here, MeshSettings there) {
        return here.meshId().equals(there.meshId())
                ? Outcome.pass("both clusters have the mesh ID " + here.meshId())
                : Outcome.fail(
                        "%s has defaultConfig.meshId %s in cluster %s, and %s has %s in cluster %s"
                                .formatted(
                                        here.source(),
                                        here.meshId(),
                                        sides.source().name(),
                                        there.source(),
                                        there.meshId(),
                                        sides.destination().name()),
                        "give both the same (global.meshID), and restart what is injected");
    }
}
