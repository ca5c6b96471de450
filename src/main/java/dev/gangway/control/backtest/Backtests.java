package dev.gangway.control.backtest;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.MetricsHistory;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.TimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the past of a service and plays placebo shifts over it. The caller's thread waits and computes: some queries to
 * each Prometheus, one after the other, and at most some thousand judgements for each placebo.
 */
public final class Backtests {
    /** What a placebo's destination is called. */
    public static final ClusterName NOWHERE = new ClusterName("placebo");

    private static final Duration STEP = Duration.ofSeconds(10);
    /** So much is read at once: a source answers no more steps of ten seconds in one query. */
    private static final Duration PART = Duration.ofHours(4);

    private static final Duration SHORT = Duration.ofMinutes(2);
    private static final int MOST_PARTS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MetricsHistory history;

    /** Reads from here. */
    public Backtests(MetricsHistory history) {
        this.history = history;
    }

    /**
     * What is to be played.
     *
     * @param service whose past
     * @param span which past
     * @param source whose traffic; empty = the cluster that served most of it
     * @param placebos from 1 to {@value Backtest#MOST_PLACEBOS}
     * @param seed plays the same ones again
     * @param plan the shift from a source to {@link #NOWHERE}; its objectives do not depend on the source
     */
    public record Question(
            ServiceRef service,
            PastSpan span,
            Optional<ClusterName> source,
            int placebos,
            long seed,
            Function<ClusterName, ShiftPlan> plan) {
        /** Needs all parts. */
        public Question {
            requireNonNull(service, "service");
            requireNonNull(span, "span");
            requireNonNull(source, "source");
            requireNonNull(plan, "plan");
        }
    }

    /**
     * The service as it was, and with each regression at the destination.
     *
     * @throws RefusedException where the question makes no sense or too little is recorded
     * @throws NoRecordException where the past can't be read
     */
    public BacktestReport play(Question question) {
        return prepared(question).run();
    }

    /** The service as it was, alone; throws what {@link #play} throws. */
    public BacktestReport playHealthy(Question question) {
        return prepared(question).runHealthy();
    }

    private Backtest prepared(Question question) {
        Backtest.requirePlacebos(question.placebos());
        ClusterName any = question.source().orElse(new ClusterName("any"));
        List<MetricWindow> windows = read(
                question.service(), question.span(), question.plan().apply(any).counting());
        ClusterName source = question.source()
                .or(() -> Tape.busiest(windows))
                .orElseThrow(() -> new RefusedException(
                        Kind.CONFLICT,
                        "service",
                        "no request of %s is recorded in this time; begin earlier".formatted(question.service())));
        return new Backtest(question.plan().apply(source), windows, question.placebos(), question.seed());
    }

    /** In parts, so that windows are short; a part of which nothing is known is a gap. */
    private List<MetricWindow> read(ServiceRef service, PastSpan span, Counting counting) {
        // Whole minutes, so that parts meet at the end of a window.
        Instant begin = span.from().truncatedTo(ChronoUnit.MINUTES);
        Duration least = Duration.between(begin, span.to())
                .dividedBy(MOST_PARTS)
                .plusMinutes(1)
                .truncatedTo(ChronoUnit.MINUTES);
        Duration part = PART.compareTo(least) > 0 ? PART : least;
        List<MetricWindow> windows = new ArrayList<>();
        List<History.Unavailable> lacking = new ArrayList<>();
        Instant to;
        for (Instant from = begin; from.isBefore(span.to()); from = to) {
            // A rest that is too short for a window goes with the part before it.
            boolean last = from.plus(part).plus(SHORT).isAfter(span.to());
            to = last ? span.to() : from.plus(part);
            History past = await(service, from, to, counting);
            if (past instanceof History.Recorded recorded) {
                windows.addAll(recorded.windows());
            } else if (past instanceof History.Unavailable unavailable) {
                if (unavailable.problem() == Problem.FAILED) {
                    throw new NoRecordException(unavailable.detail());
                }
                lacking.add(unavailable);
            }
        }
        if (windows.isEmpty()) {
            throw nothing(lacking);
        }
        return windows;
    }

    private static RuntimeException nothing(List<History.Unavailable> lacking) {
        return lacking.stream()
                .filter(part -> part.problem() == Problem.EMPTY)
                .findFirst()
                .<RuntimeException>map(part -> new RefusedException(
                        Kind.NOT_FOUND, "name", part.detail() + " in this time; begin earlier, or name another"))
                .orElseGet(() -> new NoRecordException(lacking.get(0).detail()));
    }

    private History await(ServiceRef service, Instant from, Instant to, Counting counting) {
        try {
            return history.read(service, from, to, STEP, counting).await().atMost(PATIENCE);
        } catch (TimeoutException e) {
            throw new NoRecordException("the past could not be read within " + PATIENCE.toSeconds() + " s");
        }
    }
}
