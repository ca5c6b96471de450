package dev.gangway.adapter.cluster.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fake.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two clusters that are one mesh, with the service {@code shop/checkout} in both. */
final class TwoClusters implements Place.Places {
    static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");

    final MutableClock clock = new MutableClock(NOW);
    final StandingCluster k8s2 = furnished("k8s2", "eks1");
    final StandingCluster eks1 = furnished("eks1", "k8s2");
    final Map<ClusterName, Place> places = new TreeMap<>();
    final ClusterPreflight preflight = new ClusterPreflight(this, clock, Duration.ofSeconds(30));
    SubsetLabel subsetBy = SubsetLabel.NETWORK;

    TwoClusters() {
        put("k8s2", network("k8s2"), k8s2, Optional.empty());
        put("eks1", network("eks1"), eks1, Optional.empty());
    }

    /** Puts a cluster in its place. */
    void put(String name, String network, ClusterReads reads, Optional<TokenLife> access) {
        ClusterName cluster = new ClusterName(name);
        places.put(cluster, new Place(cluster, network, "istio-system", reads, access));
    }

    /** All checks, on what stands now. */
    List<Check> checks() {
        clock.advance(Duration.ofSeconds(11));
        return preflight.check(plan(CHECKOUT));
    }

    /** The only one of that id. */
    Check check(String id) {
        List<Check> found =
                checks().stream().filter(check -> check.id().equals(id)).toList();
        if (found.size() != 1) {
            throw new AssertionError("%d checks %s among %s".formatted(found.size(), id, checks()));
        }
        return found.get(0);
    }

    /** The ids of those that did not pass. */
    List<String> amiss() {
        return checks().stream()
                .filter(check -> check.result() != Result.PASS)
                .map(Check::id)
                .toList();
    }

    ShiftPlan plan(ServiceRef service) {
        return new ShiftPlan(
                new ShiftId(service.namespace(), service.name()),
                service,
                new ClusterName("k8s2"),
                new ClusterName("eks1"),
                Ladder.DEFAULT,
                Pacing.DEFAULT,
                Objectives.DEFAULT,
                subsetBy,
                OnDelete.RESTORE,
                ShiftPlan.Mode.SHIFT);
    }

    @Override
    public Optional<Place> find(ClusterName name) {
        return Optional.ofNullable(places.get(name));
    }

    @Override
    public List<ClusterName> names() {
        return List.copyOf(places.keySet());
    }

    static String network(String cluster) {
        return cluster + ".prd.sfo2";
    }

    /** A cluster as it should be, with a remote secret for the other. */
    static StandingCluster furnished(String cluster, String other) {
        return new StandingCluster().add(furnishing(cluster, other));
    }

    /** Its objects. */
    static String furnishing(String cluster, String other) {
        return text("cluster.yaml")
                .replace("{cluster}", cluster)
                .replace("{network}", network(cluster))
                .replace("{other}", other)
                .replace("{root}", quoted(text("root-one.pem")))
                .replace("{kubeconfig}", encoded(kubeconfig(other, token(NOW, Duration.ofDays(365)))));
    }

    /** As istioctl makes it. */
    static String kubeconfig(String cluster, String token) {
        return text("remote-kubeconfig.yaml")
                .replace("{cluster}", cluster)
                .replace("{network}", network(cluster))
                .replace("{token}", token);
    }

    /** A ServiceAccount's token, with no signature that would count. */
    static String token(Instant issued, Duration life) {
        String claims = "{\"iat\": %d, \"exp\": %d, \"sub\": \"system:serviceaccount:istio-system:reader\"}"
                .formatted(issued.getEpochSecond(), issued.plus(life).getEpochSecond());
        return "%s.%s.%s"
                .formatted(encodedForUrl("{\"alg\": \"RS256\"}"), encodedForUrl(claims), encodedForUrl("none"));
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static String quoted(String text) {
        return '"' + text.replace("\n", "\\n") + '"';
    }

    /** A file beside the others. */
    static String text(String file) {
        try (InputStream text = TwoClusters.class.getResourceAsStream("/preflight/" + file)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encodedForUrl(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
