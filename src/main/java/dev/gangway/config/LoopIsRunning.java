package dev.gangway.config;

import dev.gangway.control.Tempo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that what stands was read, and that rounds come to their end or this replica stands by: it answers what is read, and takes
 * commands.
 */
@Readiness
@ApplicationScoped
class LoopIsRunning implements HealthCheck {
    private static final int ROUNDS_MISSED = 6;

    private final Gangway gangway;
    private final Tempo tempo;
    private final Duration longestGap;

    LoopIsRunning(Gangway gangway, Tempo tempo, GangwayConfig config) {
        this.gangway = gangway;
        this.tempo = tempo;
        this.longestGap = config.roundInterval().multipliedBy(ROUNDS_MISSED);
    }

    @Override
    public HealthCheckResponse call() {
        Optional<Instant> last = gangway.lastRound();
        Instant now = tempo.clock().instant();
        boolean isRecent = last.isPresent() && last.get().plus(longestGap).isAfter(now);
        boolean leads = gangway.leadership().isHeld();
        return HealthCheckResponse.named("rounds of the loop")
                .withData("leads", leads)
                .status(gangway.known().isKnown() && (!leads || isRecent))
                .withData("last", last.map(Instant::toString).orElse("none yet"))
                .build();
    }
}
