package dev.gangway.config;

import dev.gangway.adapter.oidc.IssuedTokens;
import dev.gangway.adapter.oidc.IssuerTerms;
import dev.gangway.control.access.TokenReviews;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.TenantIdentityProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The OIDC issuer whose tokens are taken beside the management cluster's. Quarkus' own settings of it follow from Gangway's, in
 * application.yaml. As a resolver of tenants it knows none, which to Quarkus means that OIDC is off where no issuer is set up, and no
 * fault.
 */
@ApplicationScoped
class OidcWiring implements TenantConfigResolver {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String NO_PREFIX = "-";

    private final TenantIdentityProvider issuer;

    OidcWiring(TenantIdentityProvider issuer) {
        this.issuer = issuer;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> resolving) {
        return Uni.createFrom().nullItem();
    }

    /** The others alone where no issuer is set up. */
    TokenReviews beside(TokenReviews others, GangwayConfig.Oidc settings) {
        return settings.issuer()
                .<TokenReviews>map(name -> new IssuedTokens(issuer, terms(name, settings), PATIENCE, AT_ONCE, others))
                .orElse(others);
    }

    /** Throws IllegalStateException for an issuer that would let in who should not be. */
    static void check(GangwayConfig.Oidc settings) {
        if (settings.issuer().isEmpty()) {
            return;
        }
        String name = settings.issuer().get();
        URI address = URI.create(name);
        if (!"https".equals(address.getScheme()) && !LOOPBACK.contains(String.valueOf(address.getHost()))) {
            throw new IllegalStateException(
                    "gangway.access.oidc.issuer is %s: its keys would come unprotected; name it by https"
                            .formatted(name));
        }
        if (settings.audiences().isEmpty()) {
            throw new IllegalStateException(
                    "gangway.access.oidc.audiences is missing: without it every token of %s would be taken, whatever it is meant for"
                            .formatted(name));
        }
    }

    private static IssuerTerms terms(String name, GangwayConfig.Oidc settings) {
        String prefix = settings.prefix().equals(NO_PREFIX) ? "" : settings.prefix();
        return new IssuerTerms(name, settings.userClaim(), settings.groupsClaim(), prefix);
    }
}
