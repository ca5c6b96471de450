package dev.gangway.adapter.cluster.remotesecret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.ClusterRefusals;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecretState.Outcome;
import dev.gangway.control.remotesecret.RemoteSecrets;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes remote secrets with the token of the account that Istio's own installation made and bound. */
public final class IstioRemoteSecrets implements RemoteSecrets {
    private static final Logger LOG = Logger.getLogger(IstioRemoteSecrets.class);
    private static final String PERMISSIONS = "kubernetes/mesh-cluster-remote-secret";
    private static final int CONFLICT = 409;

    private final ClusterRegistry registry;

    /** Between the clusters of this registry. */
    public IstioRemoteSecrets(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public RemoteSecretState make(RemoteSecretRequest request) {
        Member read = ClusterRefusals.member(registry, request.cluster(), "cluster");
        Member reader = ClusterRefusals.member(registry, request.in(), "in");
        ClusterObjects there = new ClusterObjects(reader);
        ApiServerAddress address = told(read, () -> address(read, request));
        String name = RemoteSecret.name(request.cluster());
        Optional<ObjectNode> standing = told(reader, () -> there.get(ServedKind.SECRET, reader.rootNamespace(), name));
        told(reader, () -> refuseAnother(request, reader, there));
        // Before a token is asked for: nothing is written where it would be for nothing.
        standing.ifPresent(secret -> refuseForeign(request, reader, secret));
        Optional<ReaderToken> token = told(read, () -> ReaderToken.find(read, new ClusterObjects(read)));
        String secret = reader.rootNamespace() + "/" + name;
        if (token.isEmpty()) {
            return new RemoteSecretState(
                    request.cluster(),
                    request.in(),
                    secret,
                    address.text(),
                    Outcome.WAITING,
                    Optional.of("Kubernetes has not filled Secret %s/%s of %s yet"
                            .formatted(read.rootNamespace(), ReaderToken.SECRET, read.name())));
        }
        RemoteSecret wanted = new RemoteSecret(request.cluster(), reader.rootNamespace(), address, token.get());
        Outcome outcome = told(reader, () -> write(request, wanted, standing, there));
        LOG.infof("cluster=%s Secret %s for %s: %s", reader.name(), secret, request.cluster(), outcome);
        return new RemoteSecretState(
                request.cluster(), request.in(), secret, address.text(), outcome, Optional.empty());
    }

    private static Outcome write(
            RemoteSecretRequest request, RemoteSecret wanted, Optional<ObjectNode> standing, ClusterObjects there) {
        if (standing.isEmpty()) {
            there.create(ServedKind.SECRET, wanted.fresh());
            return Outcome.MADE;
        }
        if (wanted.stands(standing.get())) {
            return Outcome.STANDS;
        }
        if (wanted.isAnswered(standing.get()) && !request.replace()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "replace",
                    "Secret %s of %s gives access already, and is not just as it would be made: --replace writes over it"
                            .formatted(RemoteSecret.name(request.cluster()), request.in()));
        }
        there.update(ServedKind.SECRET, wanted.laidOver(standing.get()));
        return Outcome.REPLACED;
    }

    private static void refuseForeign(RemoteSecretRequest request, Member reader, ObjectNode secret) {
        if (!RemoteSecret.isOurs(secret) && !request.replace()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "replace",
                    "Secret %s/%s of %s stands and is not Gangway's: --replace writes over it"
                            .formatted(reader.rootNamespace(), RemoteSecret.name(request.cluster()), reader.name()));
        }
    }

    /** Istio takes the first Secret that has a cluster's id as its key, and says of others only that they are there. */
    private static Void refuseAnother(RemoteSecretRequest request, Member reader, ClusterObjects there) {
        String own = RemoteSecret.name(request.cluster());
        for (ObjectNode secret : there.list(ServedKind.SECRET, reader.rootNamespace(), RemoteSecret.LABEL)) {
            String name = secret.at("/metadata/name").asText();
            if (!name.equals(own) && secret.path("data").has(request.cluster().value())) {
                throw new RefusedException(
                        Kind.CONFLICT,
                        "cluster",
                        "Secret %s/%s of %s is one for %s already: Istio takes only one; delete it to have one made"
                                .formatted(reader.rootNamespace(), name, reader.name(), request.cluster()));
            }
        }
        return null;
    }

    private static ApiServerAddress address(Member read, RemoteSecretRequest request) {
        Set<String> own = new HashSet<>();
        new ClusterObjects(read)
                .get(ServedKind.SERVICE, "default", "kubernetes")
                .ifPresent(service -> {
                    own.add(service.at("/spec/clusterIP").asText());
                    service.at("/spec/clusterIPs").forEach(address -> own.add(address.asText()));
                });
        String text = request.apiServer()
                .orElseGet(() -> read.client().getMasterUrl().toString().replaceFirst("/+$", ""));
        return ApiServerAddress.read(read.name(), text, own);
    }

    /** What an API server says of Secrets may repeat what is in them, so only its status is told. */
    private static <T> T told(Member cluster, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                throw new RefusedException(
                        Kind.CONFLICT,
                        "cluster",
                        "somebody else has just written the Secret in %s: look, and ask again"
                                .formatted(cluster.name()));
            }
            throw ClusterRefusals.ofSecret(cluster.name(), e, PERMISSIONS);
        }
    }
}
