package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import java.util.Optional;

/** Whether the label that the subsets select by tells the two clusters' pods apart. */
final class NetworksApartCheck implements SetupCheck.OfPair {
    @Override
    public String id() {
        return "networks-apart";
    }

    @Override
    public Optional<Outcome> look(Sides sides) {
        String seen = "the network of %s is %s, that of %s is %s"
                .formatted(
                        sides.source().name(),
                        sides.source().network(),
                        sides.destination().name(),
                        sides.destination().network());
        boolean apart = !sides.shareNetwork() || sides.plan().subsetLabel() == SubsetLabel.CLUSTER;
        return Optional.of(
                apart
                        ? Outcome.pass(seen)
                        : Outcome.fail(
                                seen + ": subsets by network can't tell them apart",
                                "set spec.subsetBy: Cluster, or correct spec.network of the MeshClusters"));
    }
}
