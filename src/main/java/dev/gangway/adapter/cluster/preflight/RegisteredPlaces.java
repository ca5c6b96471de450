package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.Config;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The clusters that the registry has clients for, each asked in its own threads. */
final class RegisteredPlaces implements Place.Places {
    private final ClusterRegistry registry;

    RegisteredPlaces(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Optional<Place> find(ClusterName name) {
        return registry.find(name).map(RegisteredPlaces::place);
    }

    @Override
    public List<ClusterName> names() {
        return registry.members().stream().map(Member::name).sorted().toList();
    }

    private static Place place(Member member) {
        return new Place(
                member.name(),
                member.network(),
                member.rootNamespace(),
                new ClientReads(member.name(), member.client(), member.reads()),
                access(member.client().getConfiguration()));
    }

    /** A token of the cluster that Gangway runs in belongs to no context, and the kubelet renews it. */
    private static Optional<TokenLife> access(Config config) {
        return config.getCurrentContext() == null
                ? Optional.empty()
                : Stream.of(config.getOauthToken(), config.getAutoOAuthToken())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .flatMap(TokenLife::of);
    }
}
