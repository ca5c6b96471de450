package dev.gangway.config;

import dev.gangway.control.Tempo;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What holds unless the application runs on the simulated mesh. */
@Singleton
class Production {

    @Produces
    @Singleton
    @DefaultBean
    Tempo tempo() {
        return new Tempo(Clock.systemUTC(), 1);
    }
}
