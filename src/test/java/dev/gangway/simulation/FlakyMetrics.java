package dev.gangway.simulation;

import dev.gangway.control.MetricsSource;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fake.MutableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What the flows count, when it can be read. */
final class FlakyMetrics implements MetricsSource {
    private static final List<Problem> PROBLEMS = List.of(Problem.values());

    private final Map<ServiceRef, Flow> flows;
    private final MutableClock clock;
    private final Random random;
    private final Mortal process;
    private final Map<ServiceRef, Reading> latest = new HashMap<>();
    private double faults;
    private Instant outUntil = Instant.MIN;

    FlakyMetrics(Map<ServiceRef, Flow> flows, MutableClock clock, Random random, Mortal process) {
        this.flows = flows;
        this.clock = clock;
        this.random = random;
        this.process = process;
    }

    /** How likely a call fails as a whole, and how likely it does for one service. */
    void faults(double likelihood) {
        faults = likelihood;
    }

    /** No call succeeds for so long; zero = from now on as likely as any. */
    void outage(Duration duration) {
        outUntil = clock.instant().plus(duration);
    }

    /** What the loop was told of a service in this round. */
    Optional<Reading> told(ServiceRef service) {
        return Optional.ofNullable(latest.get(service));
    }

    void forget() {
        latest.clear();
    }

    /** A new process counts from now on. */
    void begin() {
        flows.values().forEach(flow -> flow.begin(clock.instant()));
    }

    @Override
    public Uni<Readings> read(Map<ServiceRef, Counting> services) {
        process.call();
        boolean none = random.nextDouble() < faults || clock.instant().isBefore(outUntil);
        for (ServiceRef service : services.keySet()) {
            boolean broken = none || random.nextDouble() < faults;
            Problem problem = none ? Problem.FAILED : PROBLEMS.get(random.nextInt(PROBLEMS.size()));
            latest.put(
                    service,
                    broken
                            ? new Reading.Unavailable(problem, "prometheus: " + problem)
                            : new Reading.Taken(flows.get(service).read(clock.instant())));
        }
        return Uni.createFrom().item(new Readings(latest, Duration.ofSeconds(5)));
    }
}
