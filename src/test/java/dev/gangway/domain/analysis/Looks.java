package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.harm;
import static dev.gangway.domain.analysis.Samples.window;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the rules look at: 100 requests a second, a quarter of them at the destination for half a minute, up from a tenth; 0.1 %
 * fail at the source as ever, and nothing is wrong. A test changes what it is about.
 */
final class Looks {
    static final double REFERENCE = 0.001;
    static final double SLOW_REFERENCE = 0.03;

    private Objectives objectives = Objectives.DEFAULT;
    private int permille = 250;
    private int previous = 100;
    private double rate = 100;
    private int tick = 2;
    private Traffic source = fast(3000, 3);
    private Traffic destination = fast(1000, 1);
    private Tally sourceTick = new Tally(1, 750);
    private Tally destinationTick = new Tally(0, 250);
    private Tally sourceBefore = new Tally(3, 3000);
    private Optional<Tally> recentSource = Optional.empty();
    private Optional<Tally> recentDestination = Optional.empty();
    private Tally slowSourceTick = new Tally(22, 750);
    private Tally slowDestinationTick = new Tally(7, 250);
    private double reference = REFERENCE;
    private HarmEvidence errors = HarmEvidence.NONE;
    private HarmEvidence slow = HarmEvidence.NONE;
    private Tally recentlySlow = new Tally(30, 1000);
    private int longestBurstSeconds;
    private Instant raisedAt = START.minusSeconds(60);
    private Optional<Doubt> doubt = Optional.empty();
    private Optional<Trial> trial = Optional.empty();
    private Optional<WarmUp> warmUp = Optional.empty();

    static Looks usual() {
        return new Looks();
    }

    /** From one weight to another, both in per mille. */
    Looks step(int from, int to) {
        previous = from;
        permille = to;
        return this;
    }

    Looks rate(double perSecond) {
        rate = perSecond;
        return this;
    }

    /** The n-th window of ten seconds at this weight, from 0; -1 is the one in which it began to stand. */
    Looks tick(int n) {
        tick = n;
        return this;
    }

    Looks gathered(Traffic atSource, Traffic atDestination) {
        source = atSource;
        destination = atDestination;
        return this;
    }

    Looks thisTick(Tally atSource, Tally atDestination) {
        sourceTick = atSource;
        destinationTick = atDestination;
        return this;
    }

    /** What was seen of errors in the last few ticks; without this, what this tick shows. */
    Looks recently(Tally atSource, Tally atDestination) {
        recentSource = Optional.of(atSource);
        recentDestination = Optional.of(atDestination);
        return this;
    }

    /** What the source's last few ticks before this one show of errors. */
    Looks before(Tally atSource) {
        sourceBefore = atSource;
        return this;
    }

    Looks slowThisTick(Tally atSource, Tally atDestination) {
        slowSourceTick = atSource;
        slowDestinationTick = atDestination;
        return this;
    }

    /** The source is seen to fail so much more than usual. */
    Looks reference(double share) {
        reference = share;
        return this;
    }

    Looks oddsOfErrors(double odds) {
        errors = harm(odds);
        return this;
    }

    /** The odds, and what share was slow lately. */
    Looks oddsOfSlowness(double odds, double share) {
        slow = harm(odds);
        recentlySlow = new Tally(1000 * share, 1000);
        return this;
    }

    Looks longestBurstSeconds(int seconds) {
        longestBurstSeconds = seconds;
        return this;
    }

    Looks raisedAt(Instant instant) {
        raisedAt = instant;
        return this;
    }

    Looks doubting(Doubt.Kind kind, int atPermille, int times) {
        doubt = Optional.of(new Doubt(kind, new Weight(atPermille), times, START.minusSeconds(30)));
        return this;
    }

    /** Tried out beside a control so often, having left all traffic for it. */
    Looks tried(int times, boolean explained) {
        trial = Optional.of(new Trial(Weight.ALL, false, times, explained));
        return this;
    }

    Looks warmingUp(double excess, Instant since, Instant until) {
        warmUp = Optional.of(new WarmUp(Measure.SLOW, excess, since, until));
        return this;
    }

    Looks pace(Objectives.Pace pace) {
        objectives = new Objectives(
                objectives.errors(),
                objectives.latency(),
                new Objectives.RiskLimits(0.001, 20, 5, Duration.ofMinutes(2), pace),
                objectives.failures());
        return this;
    }

    Look look() {
        Norm norm = new Norm(REFERENCE, 0, Dispersion.NONE, longestBurstSeconds, 0);
        Norm usuallySlow = new Norm(SLOW_REFERENCE, 0, Dispersion.NONE, 0, 0);
        Track errorTrack = new Track(
                Measure.ERRORS,
                Yardstick.NONE,
                norm,
                errors,
                recentSource.orElse(sourceTick),
                recentDestination.orElse(destinationTick));
        Track slowTrack =
                new Track(Measure.SLOW, new Yardstick(25, 0, 25, 0), usuallySlow, slow, slowSourceTick, recentlySlow);
        List<TrackTick> ticks = List.of(
                new TrackTick(errorTrack, sourceBefore, sourceTick, destinationTick, reference, 0.0013, 1),
                new TrackTick(
                        slowTrack, new Tally(90, 3000), slowSourceTick, slowDestinationTick, SLOW_REFERENCE, 0.055, 1));
        MetricWindow window = window(tick, Traffic.NONE, Traffic.NONE);
        Evidence gathered = new Evidence(
                new Weight(previous),
                Optional.of(START),
                source,
                destination,
                List.of(errorTrack, slowTrack),
                rate,
                0,
                3,
                Optional.of(window.to()),
                Optional.of(raisedAt),
                doubt,
                trial,
                warmUp);
        return new Look(objectives, Ladder.DEFAULT, Samples.toDestination(permille), gathered, window, ticks, 20);
    }

    /** The end of the window that is looked at. */
    Instant now() {
        return START.plusSeconds(10L * (tick + 1));
    }
}
