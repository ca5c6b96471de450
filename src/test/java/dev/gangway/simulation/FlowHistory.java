package dev.gangway.simulation;

import dev.gangway.control.MetricsHistory;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** The past of the flows, as it was before anybody shifted them, when it can be read. */
final class FlowHistory implements MetricsHistory {
    private final Map<ServiceRef, Flow> flows;
    private final Random random;
    private final Mortal process;
    private double faults;

    FlowHistory(Map<ServiceRef, Flow> flows, Random random, Mortal process) {
        this.flows = flows;
        this.random = random;
        this.process = process;
    }

    /** How likely a call gives nothing. */
    void faults(double likelihood) {
        faults = likelihood;
    }

    @Override
    public Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting) {
        process.call();
        History history = random.nextDouble() < faults
                ? new History.Unavailable(Problem.FAILED, "prometheus: the past can't be read")
                : new History.Recorded(flows.get(service).past(from, to, step));
        return Uni.createFrom().item(history);
    }
}
