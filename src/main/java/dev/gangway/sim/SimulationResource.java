package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Shows the simulated mesh and lets it be disturbed. It is there only where the application was built to run on it. */
@Path("/sim")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Simulation", description = "The simulated mesh: what stands in it, and what is wrong with it")
@IfBuildProperty(name = "gangway.sim.enabled", stringValue = "true")
public class SimulationResource {
    private final SimulatedMesh mesh;
    private final SimulatedClock clock;
    private final SimulationConfig config;

    SimulationResource(SimulatedMesh mesh, SimulatedClock clock, SimulationConfig config) {
        this.mesh = mesh;
        this.clock = clock;
        this.config = config;
    }

    /**
     * What is wrong with a service at the destination; what is left out is not wrong.
     *
     * @param errorRatio from 0 to 1
     * @param latencyFactor above 0
     * @param fromWeightPercent from 0 to 100
     */
    public record RegressionRequest(
            Optional<Double> errorRatio, Optional<Double> latencyFactor, Optional<Double> fromWeightPercent) {
        Regression regression() {
            return new Regression(errorRatio.orElse(0.0), latencyFactor.orElse(1.0), fromWeightPercent.orElse(0.0));
        }
    }

    /**
     * How a Prometheus shall fail.
     *
     * @param kind OUTAGE, NAN, EMPTY or SLOW
     */
    public record FaultRequest(String kind) {
        PrometheusFault fault() {
            return Arrays.stream(PrometheusFault.values())
                    .filter(fault -> fault.name().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "kind '" + kind + "' is none of " + Arrays.toString(PrometheusFault.values())));
        }
    }

    @GET
    public Response overview() {
        return Response.ok(SimulationView.of(mesh, clock.instant(), config)).build();
    }

    @GET
    @Path("/kubeconfig/{cluster}")
    @Produces("application/yaml")
    public String kubeconfig(String cluster) {
        return mesh.kubeconfig(cluster);
    }

    @GET
    @Path("/metrics/{cluster}")
    @Produces(MetricsText.CONTENT_TYPE)
    public String metrics(String cluster) {
        return mesh.metrics(cluster);
    }

    @PUT
    @Path("/regressions/{namespace}/{service}")
    public void setRegression(String namespace, String service, RegressionRequest request) {
        mesh.setRegression(new ServiceRef(namespace, service), required(request).regression());
    }

    @DELETE
    @Path("/regressions/{namespace}/{service}")
    public void clearRegression(String namespace, String service) {
        mesh.clearRegression(new ServiceRef(namespace, service));
    }

    @PUT
    @Path("/faults/prometheus/{cluster}")
    public void setPrometheusFault(String cluster, FaultRequest request) {
        mesh.setPrometheusFault(cluster, Optional.of(required(request).fault()));
    }

    @DELETE
    @Path("/faults/prometheus/{cluster}")
    public void clearPrometheusFault(String cluster) {
        mesh.setPrometheusFault(cluster, Optional.empty());
    }

    @PUT
    @Path("/faults/api/{cluster}")
    @Consumes(MediaType.WILDCARD)
    public void switchApiServerOff(String cluster) {
        mesh.setApiServerOff(cluster, true);
    }

    @DELETE
    @Path("/faults/api/{cluster}")
    public void switchApiServerOn(String cluster) {
        mesh.setApiServerOff(cluster, false);
    }

    @PUT
    @Path("/faults/workloads/{cluster}/{namespace}/{name}")
    @Consumes(MediaType.WILDCARD)
    public void makeWorkloadUnhealthy(String cluster, String namespace, String name) {
        mesh.setWorkloadFault(cluster, namespace, name, true);
    }

    @DELETE
    @Path("/faults/workloads/{cluster}/{namespace}/{name}")
    public void makeWorkloadHealthy(String cluster, String namespace, String name) {
        mesh.setWorkloadFault(cluster, namespace, name, false);
    }

    @GET
    @Path("/faults/setup")
    public List<SimulationView.Fault> setupFaults() {
        return SimulationView.faults(mesh);
    }

    @PUT
    @Path("/faults/setup/{fault}")
    @Consumes(MediaType.WILDCARD)
    public void setSetupFault(String fault) {
        mesh.setSetupFault(SetupFault.of(fault), true);
    }

    @DELETE
    @Path("/faults/setup/{fault}")
    public void clearSetupFault(String fault) {
        mesh.setSetupFault(SetupFault.of(fault), false);
    }

    @ServerExceptionMapper
    Response unknown(NoSuchElementException e) {
        return problem(404, "Not Found", e);
    }

    @ServerExceptionMapper
    Response unusable(IllegalArgumentException e) {
        return problem(400, "Bad Request", e);
    }

    private static Response problem(int status, String title, RuntimeException e) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(Map.of("title", title, "status", status, "detail", String.valueOf(e.getMessage())))
                .build();
    }

    private static <T> T required(T body) {
        if (body == null) {
            throw new IllegalArgumentException("the request has no body");
        }
        return body;
    }
}
