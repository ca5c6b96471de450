package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.preflight.RootCertificates.Root;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the roots last. The certificates of the istiods themselves are in the Secret {@code cacerts} beside the key that signs for
 * the whole mesh, which Gangway does not ask for; {@code citadel_server_cert_chain_expiry_seconds} of istiod tells theirs.
 */
final class RootExpiryCheck implements SetupCheck.OfSide {
    private static final Duration SOON = Duration.ofDays(30);

    @Override
    public String id() {
        return "root-expiry";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.cluster()
                .root()
                .rootCertificates()
                .with(side.namespace().rootCertificates(), (root, own) -> root.flatMap(RootCertificates::of)
                        .or(() -> own.flatMap(RootCertificates::of))
                        .map(certificates -> look(side, certificates, sides.now()))));
    }

    /** A root that has ended is no harm beside one that lasts: it is left over from a rotation. */
    private static Outcome look(Side side, RootCertificates certificates, Instant now) {
        List<Root> valid = certificates.sorted().stream()
                .filter(root -> now.isBefore(root.notAfter()))
                .toList();
        if (valid.isEmpty()) {
            return Outcome.fail(
                    "the root certificates of cluster %s have ended: %s"
                            .formatted(side.name(), ends(certificates.sorted())),
                    "rotate the root: no proxy believes another any more");
        }
        List<Root> ending = valid.stream()
                .filter(root -> now.isAfter(root.notAfter().minus(SOON)))
                .toList();
        return ending.isEmpty()
                ? Outcome.pass("the root certificates of cluster %s last: %s".formatted(side.name(), ends(valid)))
                : Outcome.warn(
                        "a root certificate of cluster %s ends within %d days: %s"
                                .formatted(side.name(), SOON.toDays(), ends(ending)),
                        "rotate it before the shift, or be sure that the shift ends before it");
    }

    private static String ends(List<Root> roots) {
        return roots.stream()
                .map(root -> "%s until %s".formatted(root.words(), root.notAfter()))
                .collect(Collectors.joining(", "));
    }
}
