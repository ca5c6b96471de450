package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether Gangway itself will be let in for the time of a shift: with a cluster that it can't reach a shift holds. */
final class AccessCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "access";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return side.cluster().place().access().map(life -> {
            String seen = "Gangway's token for cluster %s ends at %s".formatted(side.name(), life.expiry());
            return life.isNearlyOverAt(sides.now())
                    ? Outcome.warn(
                            seen,
                            "renew it in the Secret that the MeshCluster %s names: a shift holds while a cluster does not answer"
                                    .formatted(side.name()))
                    : Outcome.pass(seen);
        });
    }
}
