package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;
import java.util.Set;

/**
 * Whether proxies of the two clusters believe each other: by the root certificates that istiod writes into every namespace, compared
 * as sets of fingerprints. Which of several a cluster signs with can't be seen, so sets that only overlap are a warning.
 */
final class RootCertificateCheck implements SetupCheck.OfPair {
    @Override
    public String id() {
        return "root-certificate";
    }

    @Override
    public Optional<Outcome> look(Sides sides) {
        return Optional.of(Outcome.of(roots(sides.source())
                .flatMap(here -> roots(sides.destination()).map(there -> look(sides, here, there)))));
    }

    /** What the service's pods trust; empty = nobody has told them. */
    private static Reading<Optional<RootCertificates>> roots(Side side) {
        return side.namespace().rootCertificates().map(found -> found.flatMap(RootCertificates::of));
    }

    private static Outcome look(Sides sides, Optional<RootCertificates> here, Optional<RootCertificates> there) {
        if (here.isEmpty() || there.isEmpty()) {
            Outcome ofSource = here.isEmpty() ? missing(sides, sides.source()) : Outcome.pass("");
            return there.isEmpty() ? ofSource.and(missing(sides, sides.destination())) : ofSource;
        }
        Set<RootCertificates.Root> source = here.get().roots();
        String seen = "the root-cert.pem of ConfigMap %s/istio-ca-root-cert holds %s in cluster %s and %s in cluster %s"
                .formatted(
                        sides.service().namespace(),
                        here.get().words(),
                        sides.source().name(),
                        there.get().words(),
                        sides.destination().name());
        if (source.equals(there.get().roots())) {
            return Outcome.pass("both clusters trust %s".formatted(here.get().words()));
        }
        return here.get().shareOneWith(there.get())
                ? Outcome.warn(
                        seen,
                        "see that each cluster trusts the root that the other signs with, before and after a rotation")
                : Outcome.fail(
                        seen,
                        "let both sign by one root: Secret cacerts in %s, with an intermediate certificate of that root for each cluster; or let both trust both roots (meshConfig.caCertificates)"
                                .formatted(sides.destination().rootNamespace()));
    }

    private static Outcome missing(Sides sides, Side side) {
        return Outcome.fail(
                "namespace %s of cluster %s has no ConfigMap istio-ca-root-cert with a certificate: no sidecar can start there"
                        .formatted(sides.service().namespace(), side.name()),
                "see why istiod does not write it: its log, and the discoverySelectors of its mesh configuration");
    }
}
