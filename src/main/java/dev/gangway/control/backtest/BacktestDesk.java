package dev.gangway.control.backtest;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.BusyException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRequests;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Plays placebo shifts for callers, two at a time, with the policies of the management cluster. */
public final class BacktestDesk {
    /** More placebos are refused here: a caller waits for the answer. */
    public static final int MOST_PLACEBOS = 200;

    private static final int AT_A_TIME = 2;

    private final Backtests backtests;
    private final ShiftRequests requests;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_A_TIME);

    /** Puts it together. */
    public BacktestDesk(Backtests backtests, ShiftRequests requests, Clock clock) {
        this.backtests = backtests;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * What a caller wants to know.
     *
     * @param namespace of the service
     * @param service by name
     * @param source whose traffic; empty = the cluster that served most of it
     * @param from as {@link PastSpan#of} reads it
     * @param to the same
     * @param policy of the namespace; empty = the defaults
     * @param placebos from 1 to {@value #MOST_PLACEBOS}
     * @param seed plays the same shifts again
     */
    public record Enquiry(
            String namespace,
            String service,
            Optional<String> source,
            Optional<String> from,
            Optional<String> to,
            Optional<String> policy,
            int placebos,
            long seed) {
        /** Needs all parts. */
        public Enquiry {
            requireNonNull(namespace, "namespace");
            requireNonNull(service, "service");
            requireNonNull(source, "source");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(policy, "policy");
        }
    }

    /**
     * Reads and plays, on the caller's thread.
     *
     * @throws RefusedException where the enquiry makes no sense or too little is recorded
     * @throws NoRecordException where the past can't be read
     * @throws BusyException where two are under way already
     */
    public BacktestReport play(Enquiry enquiry) {
        if (enquiry.placebos() < 1 || enquiry.placebos() > MOST_PLACEBOS) {
            throw new RefusedException(
                    Kind.INVALID,
                    "placebos",
                    "placebos %d must be between 1 and %d; the command line takes more"
                            .formatted(enquiry.placebos(), MOST_PLACEBOS));
        }
        Backtests.Question question = question(enquiry);
        if (!free.tryAcquire()) {
            throw new BusyException(
                    "%d backtests are under way already: try again in some seconds".formatted(AT_A_TIME));
        }
        try {
            return backtests.play(question);
        } finally {
            free.release();
        }
    }

    private Backtests.Question question(Enquiry enquiry) {
        ServiceRef service = valid("name", () -> new ServiceRef(enquiry.namespace(), enquiry.service()));
        Optional<ClusterName> source = valid("source", () -> enquiry.source().map(ClusterName::new));
        // Before anything is read: a policy that makes no sense is told at once.
        plan(enquiry, new ClusterName("any"));
        return new Backtests.Question(
                service,
                PastSpan.of(enquiry.from(), enquiry.to(), clock.instant()),
                source,
                enquiry.placebos(),
                enquiry.seed(),
                cluster -> plan(enquiry, cluster));
    }

    private ShiftPlan plan(Enquiry enquiry, ClusterName source) {
        return requests.plan(new ShiftDraft(
                new ShiftId(enquiry.namespace(), enquiry.service()),
                enquiry.service(),
                source.value(),
                Backtests.NOWHERE.value(),
                enquiry.policy(),
                List.of(),
                false,
                ShiftPlan.Mode.SHIFT,
                Protocol.HTTP,
                "a backtest"));
    }

    private static <T> T valid(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, field, e.getMessage());
        }
    }
}
