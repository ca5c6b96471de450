package dev.gangway.control.backtest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.backtest.BacktestReport.Mistake;
import dev.gangway.control.backtest.BacktestReport.Outcome;
import dev.gangway.control.backtest.BacktestReport.RecordSummary;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Plays placebo shifts over the recorded past of a service: the service against itself, each from another time on, with the
 * requests of each window divided as the weight at that time would have. The same judge and the same state machine decide as
 * in a real shift. Pure; the same seed plays the same shifts.
 */
public final class Backtest {
    /** More placebos are refused. */
    public static final int MOST_PLACEBOS = 500;

    /** What a record needs to hold: an hour to know the service by, and half an hour to play in. */
    public static final Duration LEAST_RECORD = Duration.ofMinutes(90);

    /** The shares of failing requests that are tried at the destination. */
    public static final List<Double> REGRESSIONS = List.of(0.01, 0.05, 1.0);

    private static final Duration KNOWN_BEFORE = Duration.ofHours(1);
    private static final Duration ROOM = Duration.ofMinutes(45);
    private static final int MISTAKES_SHOWN = 5;

    private final ShiftPlan plan;
    private final Tape tape;
    private final int placebos;
    private final long seed;

    /**
     * Prepares it.
     *
     * @param plan the shift that is played; its source is the cluster whose traffic was recorded
     * @param windows what was recorded, in the order of time, none overlapping another
     * @param placebos from 1 to {@value #MOST_PLACEBOS}
     * @throws RefusedException for another number of placebos, and where less than 90 minutes are recorded
     */
    public Backtest(ShiftPlan plan, List<MetricWindow> windows, int placebos, long seed) {
        requirePlacebos(placebos);
        this.plan = moving(plan);
        this.tape = new Tape(plan.source(), windows);
        this.placebos = placebos;
        this.seed = seed;
        Duration recorded = tape.recorded();
        if (recorded.compareTo(LEAST_RECORD) < 0) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "from",
                    "only %d min of %s are recorded, and a backtest needs %d: an hour to know the service by and the rest to play in; begin earlier, or come back when more is recorded"
                            .formatted(recorded.toMinutes(), plan.service(), LEAST_RECORD.toMinutes()));
        }
        if (tape.requests() == 0) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "source",
                    "no request of %s to %s is recorded; name the cluster that serves it"
                            .formatted(plan.service(), plan.source()));
        }
    }

    /** A shift that only observes is played as if it moved traffic. */
    private static ShiftPlan moving(ShiftPlan plan) {
        return new ShiftPlan(
                plan.id(),
                plan.service(),
                plan.source(),
                plan.destination(),
                plan.ladder(),
                plan.pacing(),
                plan.objectives(),
                plan.subsetLabel(),
                plan.onDelete(),
                ShiftPlan.Mode.SHIFT);
    }

    static void requirePlacebos(int placebos) {
        if (placebos < 1 || placebos > MOST_PLACEBOS) {
            throw new RefusedException(
                    Kind.INVALID,
                    "placebos",
                    "placebos %d must be between 1 and %d".formatted(placebos, MOST_PLACEBOS));
        }
    }

    /** The service as it was, and with each regression at the destination. */
    public BacktestReport run() {
        return run(REGRESSIONS);
    }

    /** The service as it was, alone. */
    public BacktestReport runHealthy() {
        return run(List.of());
    }

    private BacktestReport run(List<Double> regressions) {
        List<Opening> openings = openings();
        List<Run> healthy = play(openings, 0);
        List<Outcome> harmed = regressions.stream()
                .map(failing -> Outcomes.of(failing, play(openings, failing)))
                .toList();
        return new BacktestReport(
                plan.service(), summary(), placebos, seed, Outcomes.of(0, healthy), harmed, mistakes(healthy));
    }

    private List<Run> play(List<Opening> openings, double failing) {
        return IntStream.range(0, placebos)
                .mapToObj(number -> {
                    long permille = Math.round(1000 * failing);
                    Thinning thinning =
                            new Thinning(random(number, permille), plan.source(), plan.destination(), failing);
                    return new Placebo(plan, tape, thinning, openings.get(number)).play();
                })
                .toList();
    }

    /** One in each of as many equal parts of the record as there are placebos, somewhere in it. */
    private List<Opening> openings() {
        Duration afterwards = Duration.between(tape.from().plus(KNOWN_BEFORE), tape.to());
        Duration least = afterwards.dividedBy(2);
        Duration room = ROOM.compareTo(least) < 0 ? ROOM : least;
        double span = afterwards.minus(room).toMillis();
        UniformRandomProvider random = random(-1, 0);
        return IntStream.range(0, placebos)
                .mapToObj(number -> {
                    double share = (number + random.nextDouble()) / placebos;
                    Instant start = tape.from().plus(KNOWN_BEFORE).plusMillis(Math.round(share * span));
                    return Opening.at(plan, tape, Math.min(tape.size() - 1, tape.firstFrom(start)));
                })
                .toList();
    }

    private UniformRandomProvider random(int placebo, long regression) {
        return RandomSource.XO_SHI_RO_256_PP.create(31 * (31 * seed + placebo) + regression);
    }

    private RecordSummary summary() {
        Duration recorded = tape.recorded();
        return new RecordSummary(
                plan.source(),
                tape.from(),
                tape.to(),
                recorded,
                tape.size(),
                tape.step(),
                tape.requests() * 1000.0 / recorded.toMillis());
    }

    private static List<Mistake> mistakes(List<Run> healthy) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Run run : healthy) {
            if (run.end() == Run.End.ROLLED_BACK && mistakes.size() < MISTAKES_SHOWN) {
                mistakes.add(new Mistake(run.began(), run.ended(), run.why()));
            }
        }
        return mistakes;
    }
}
