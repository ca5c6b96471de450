package dev.gangway.fake;

import dev.gangway.control.MetricsSource;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what the script says, and that it knows nothing where the script is silent. */
public final class ScriptedMetrics implements MetricsSource {
    private static final Reading UNKNOWN = new Reading.Unavailable(Problem.EMPTY, "no source knows this service");

    private final Map<ServiceRef, Reading> script = new HashMap<>();
    private final List<Set<ServiceRef>> asked = new ArrayList<>();
    private final Map<ServiceRef, Counting> countings = new HashMap<>();
    private final List<Map<ServiceRef, Counting>> counted = new ArrayList<>();
    private int failing;
    private int throwing;

    public void answer(ServiceRef service, MetricWindow window) {
        script.put(service, new Reading.Taken(window));
    }

    public void fail(ServiceRef service, Problem problem, String detail) {
        script.put(service, new Reading.Unavailable(problem, detail));
    }

    /** The next calls fail, which the port says they never do. */
    public void breakNext(int calls) {
        failing = calls;
    }

    /** The next calls throw, which the port says they never do. */
    public void throwNext(int calls) {
        throwing = calls;
    }

    /** The services of each call. */
    public List<Set<ServiceRef>> asked() {
        return List.copyOf(asked);
    }

    /** What was last to be counted of a service. */
    public Counting counting(ServiceRef service) {
        return countings.get(service);
    }

    /** What each call asked to be counted. */
    public List<Map<ServiceRef, Counting>> counted() {
        return List.copyOf(counted);
    }

    @Override
    public Uni<Readings> read(Map<ServiceRef, Counting> services) {
        asked.add(Set.copyOf(services.keySet()));
        countings.putAll(services);
        counted.add(Map.copyOf(services));
        if (throwing-- > 0) {
            throw new IllegalStateException("thrown on purpose");
        }
        if (failing-- > 0) {
            return Uni.createFrom().failure(new IllegalStateException("failed on purpose"));
        }
        Map<ServiceRef, Reading> answers = new HashMap<>();
        services.keySet().forEach(service -> answers.put(service, script.getOrDefault(service, UNKNOWN)));
        return Uni.createFrom().item(new Readings(answers, Duration.ofSeconds(5)));
    }
}
