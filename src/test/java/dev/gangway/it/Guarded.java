package dev.gangway.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/** As in production: whoever calls is asked who they are, by the reviews of the simulated management cluster. */
public final class Guarded implements QuarkusTestProfile {
    /** Where the webhook's tokens are read from. */
    static final Path WEBHOOK_TOKENS = Path.of("target", "webhook-tokens");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "gangway.access.mode", "kubernetes",
                "gangway.access.remember", "0s",
                "gangway.alerts.token-file", WEBHOOK_TOKENS.toString(),
                "gangway.rest.changes-at-once", "100000");
    }
}
