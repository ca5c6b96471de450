package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogTest {
    /** It would say so with a stack trace every few seconds: most clusters have no KEDA or no Argo Rollouts. */
    @Test
    void shouldNotTellAgainAndAgainOfAKindThatAClusterDoesNotServe() {
        Logger watches = Logger.getLogger("io.fabric8.kubernetes.client.informers.impl.cache.Reflector");

        assertThat(watches.isEnabled(Logger.Level.WARN)).isFalse();
        assertThat(watches.isEnabled(Logger.Level.ERROR)).isTrue();
    }
}
