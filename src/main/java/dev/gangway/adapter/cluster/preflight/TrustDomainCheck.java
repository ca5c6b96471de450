package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether identities of each cluster are of a trust domain that the other takes for its own. */
final class TrustDomainCheck implements SetupCheck.OfPair {
    @Override
    public String id() {
        return "trust-domain";
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
        if (here.trustDomain().equals(there.trustDomain())) {
            return Outcome.pass("both clusters have the trustDomain " + here.trustDomain());
        }
        String seen = "%s has trustDomain %s in cluster %s, and %s has %s in cluster %s"
                .formatted(
                        here.source(),
                        here.trustDomain(),
                        sides.source().name(),
                        there.source(),
                        there.trustDomain(),
                        sides.destination().name());
        return takes(here, there) && takes(there, here)
                ? Outcome.pass(seen + ", each with the other in trustDomainAliases")
                : Outcome.fail(
                        seen + ", without the other in trustDomainAliases of both",
                        "give both the same, or each the other's in trustDomainAliases");
    }

    private static boolean takes(MeshSettings mesh, MeshSettings other) {
        return mesh.trustDomainAliases().contains(other.trustDomain());
    }
}
