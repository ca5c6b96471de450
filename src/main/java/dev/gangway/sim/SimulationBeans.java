package dev.gangway.sim;

import dev.gangway.control.Tempo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the simulated mesh in the place of a real one: its client and its time are the application's. */
@Singleton
@IfBuildProperty(name = "gangway.sim.enabled", stringValue = "true")
class SimulationBeans {

    @Produces
    @Singleton
    @Typed(SimulatedClock.class)
    SimulatedClock clock(SimulationConfig config) {
        return new SimulatedClock(Clock.systemUTC(), config.speed());
    }

    @Produces
    @Singleton
    Tempo tempo(SimulatedClock clock, SimulationConfig config) {
        return new Tempo(clock, config.speed());
    }

    @Produces
    @Singleton
    SimulatedMesh mesh(SimulatedClock clock, SimulationConfig config) {
        SimulatedMesh mesh = SimulatedMesh.start(new SimulatedMesh.Settings(
                clock, config.seed(), config.scrapeInterval(), config.past(), config.prometheusUrl()));
        mesh.drive();
        return mesh;
    }

    void close(@Disposes SimulatedMesh mesh) {
        mesh.close();
    }

    /** Takes the place of Quarkus' own client. The mesh is up before anybody has it, and closes it. */
    @Produces
    @Singleton
    KubernetesClient client(SimulatedMesh mesh) {
        return mesh.client(Topology.MANAGEMENT);
    }
}
