package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Known;
import dev.gangway.adapter.cluster.preflight.Reading.Unknown;
import dev.gangway.adapter.cluster.preflight.RemoteSecret.Access;
import dev.gangway.control.Preflight.Check;
import dev.gangway.domain.traffic.ClusterName;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether each istiod knows the endpoints of the other cluster, by a Secret whose key is that cluster's id. Other clusters with the
 * service must know both. Where Gangway is not allowed to read Secrets that is a warning: they open more than these, and whoever does
 * not want that can look for himself and accept it.
 */
final class RemoteSecretCheck implements SetupCheck {
    private static final String ID = "remote-secret";

    /** Istio's other way to tell istiod of clusters. */
    private static final String FILE = "PILOT_MULTICLUSTER_KUBECONFIG_PATH";

    @Override
    public List<Check> check(Sides sides) {
        List<Check> checks = new ArrayList<>();
        for (Side side : sides.both()) {
            checks.add(look(side.cluster(), sides.other(side).name(), sides.now())
                    .check(ID + "-in-" + side.name(), side.role()));
        }
        for (ClusterFacts other : sides.others()) {
            Outcome.all(sides.both().stream()
                            .map(side -> look(other, side.name(), sides.now()))
                            .toList())
                    .ifPresent(outcome ->
                            checks.add(outcome.check(ID + "-in-" + other.place().name(), "service")));
        }
        return checks;
    }

    private static Outcome look(ClusterFacts holder, ClusterName target, Instant now) {
        if (holder.remoteSecrets() instanceof Unknown<List<RemoteSecret>> unknown) {
            return unknown.gap().cause() == Cause.DENIED
                    ? Outcome.warn(
                            unknown.gap().seen(),
                            "%s, or see yourself that a remote secret for %s is there"
                                    .formatted(unknown.gap().todo(), target))
                    : Outcome.unknown(unknown.gap());
        }
        List<RemoteSecret> secrets = ((Known<List<RemoteSecret>>) holder.remoteSecrets()).value();
        List<RemoteSecret> holding = secrets.stream()
                .filter(secret -> secret.access(target.value()).isPresent())
                .toList();
        if (holding.isEmpty()) {
            return missing(holder, target, secrets);
        }
        Outcome found = look(
                holder, holding.get(0), holding.get(0).access(target.value()).get(), now);
        return holding.size() == 1
                ? found
                : found.and(Outcome.warn(
                        "%s of cluster %s have the key %s, and istiod takes one of them"
                                .formatted(
                                        Outcome.names(holding.stream()
                                                .map(RemoteSecret::words)
                                                .toList()),
                                        holder.place().name(),
                                        target),
                        "delete those that are not in use"));
    }

    private static Outcome missing(ClusterFacts holder, ClusterName target, List<RemoteSecret> secrets) {
        ClusterName name = holder.place().name();
        Optional<RemoteSecret> misnamed = secrets.stream()
                .filter(secret -> secret.isMeantFor(target.value()))
                .findFirst();
        if (misnamed.isPresent()) {
            return Outcome.fail(
                    "%s of cluster %s is for %s and has the key %s, which istiod takes for its id"
                            .formatted(
                                    misnamed.get().words(),
                                    name,
                                    target,
                                    Outcome.names(misnamed.get().accesses().stream()
                                            .map(Access::key)
                                            .toList())),
                    create(name, target));
        }
        if (readsFile(holder)) {
            return Outcome.warn(
                    "istiod of cluster %s is told of other clusters by %s, where Gangway can't look"
                            .formatted(name, FILE),
                    "see with istioctl remote-clusters that it knows %s".formatted(target));
        }
        if (hasNoControlPlane(holder)) {
            return Outcome.warn(
                    "namespace %s of cluster %s has no Deployment of istiod: another cluster's is in charge there"
                            .formatted(holder.place().rootNamespace(), name),
                    "see with istioctl remote-clusters that it knows %s".formatted(target));
        }
        return Outcome.fail(
                "namespace %s of cluster %s has no Secret with the label %s and a key %s, so its istiod does not know that cluster's endpoints"
                        .formatted(holder.place().rootNamespace(), name, RemoteSecret.SELECTOR, target),
                create(name, target));
    }

    private static Outcome look(ClusterFacts holder, RemoteSecret secret, Access access, Instant now) {
        String words =
                "%s of cluster %s".formatted(secret.words(), holder.place().name());
        String renew = create(holder.place().name(), new ClusterName(access.key()));
        if (access.server().isEmpty()) {
            return Outcome.fail("key %s of %s is not a kubeconfig with a server".formatted(access.key(), words), renew);
        }
        String server = access.server().get();
        if (isLoopback(server)) {
            return Outcome.fail(
                    "%s leads to %s, which is istiod itself".formatted(words, server),
                    renew
                            + ", with --api-server and an address that pods of cluster %s can reach"
                                    .formatted(holder.place().name()));
        }
        String seen = "%s leads to %s with a token".formatted(words, server);
        if (access.life().isEmpty()) {
            return Outcome.pass("%s leads to %s with no token that would end".formatted(words, server));
        }
        TokenLife life = access.life().get();
        if (life.isOverAt(now)) {
            return Outcome.fail("%s that has ended at %s".formatted(seen, life.expiry()), renew);
        }
        return life.isNearlyOverAt(now)
                ? Outcome.warn("%s that ends at %s".formatted(seen, life.expiry()), renew)
                : Outcome.pass("%s until %s".formatted(seen, life.expiry()));
    }

    private static boolean readsFile(ClusterFacts holder) {
        return holder.controlPlanes() instanceof Known<List<KubernetesObject>> known
                && known.value().stream()
                        .flatMap(deployment ->
                                deployment.at("/spec/template/spec/containers").findValuesAsText("name").stream())
                        .anyMatch(FILE::equals);
    }

    private static boolean hasNoControlPlane(ClusterFacts holder) {
        return holder.controlPlanes() instanceof Known<List<KubernetesObject>> known
                && known.value().isEmpty();
    }

    private static boolean isLoopback(String server) {
        String host = URI.create(server).getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String create(ClusterName holder, ClusterName target) {
        return "gangway remote-secret --cluster %s --in %s --replace makes it anew".formatted(target, holder);
    }
}
