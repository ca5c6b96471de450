package dev.gangway.config;

import dev.gangway.adapter.alertmanager.WebhookTokenFile;
import dev.gangway.adapter.review.ManagementAccessReviews;
import dev.gangway.adapter.review.ManagementTokenReviews;
import dev.gangway.adapter.review.RememberedAccess;
import dev.gangway.adapter.review.RememberedTokens;
import dev.gangway.adapter.review.ReviewCalls;
import dev.gangway.control.access.AccessControl;
import dev.gangway.control.access.TokenReviews;
import dev.gangway.control.access.WebhookTokens;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Who is let in, from the settings. */
@Singleton
class AccessWiring {
    private static final Logger LOG = Logger.getLogger(AccessWiring.class);
    private static final int AT_ONCE = 32;
    private static final Duration LONGEST_MEMORY = Duration.ofMinutes(1);

    private final GangwayConfig.Access access;
    private final String host;

    AccessWiring(GangwayConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.access = config.access();
        this.host = host;
    }

    /** Before anything is answered. */
    void check(@Observes StartupEvent starting) {
        requireLoopback(access.mode(), host);
        OidcWiring.check(access.oidc());
        if (access.mode() == GangwayConfig.Access.Mode.OPEN) {
            LOG.warnf("everybody who reaches %s may do everything: gangway.access.mode is open", host);
        }
    }

    /** Throws IllegalStateException where others could reach what is open to all. */
    static void requireLoopback(GangwayConfig.Access.Mode mode, String host) {
        if (mode == GangwayConfig.Access.Mode.OPEN && !isLoopback(host)) {
            throw new IllegalStateException(
                    "gangway.access.mode is open, and quarkus.http.host is %s, which others may reach: leave the mode at kubernetes, or set the host to localhost"
                            .formatted(host));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Produces
    @Singleton
    AccessControl accessControl(KubernetesClient management, OidcWiring oidc) {
        Duration lasts = access.remember();
        if (lasts.isNegative() || lasts.compareTo(LONGEST_MEMORY) > 0) {
            throw new IllegalArgumentException(
                    "gangway.access.remember is %s: it must be 0s to %s".formatted(lasts, LONGEST_MEMORY));
        }
        return switch (access.mode()) {
            case OPEN -> AccessControl.open();
            case KUBERNETES -> asking(management, lasts, oidc);
        };
    }

    private AccessControl asking(KubernetesClient management, Duration lasts, OidcWiring oidc) {
        ReviewCalls calls = new ReviewCalls(AT_ONCE);
        List<String> audiences = access.audiences().orElse(List.of());
        TokenReviews ofCluster = new RememberedTokens(new ManagementTokenReviews(management, calls, audiences), lasts);
        return AccessControl.asking(
                oidc.beside(ofCluster, access.oidc()),
                new RememberedAccess(new ManagementAccessReviews(management, calls), lasts));
    }

    @Produces
    @Singleton
    WebhookTokens webhookTokens(GangwayConfig config) {
        return new WebhookTokenFile(config.alerts().tokenFile());
    }
}
