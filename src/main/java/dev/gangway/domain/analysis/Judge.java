package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a destination keeps its objectives and what weight it should have, on all that was gathered of it and on the
 * source's past. Pure and without state.
 *
 * <p>It weighs the evidence for harm, measure by measure ({@link HarmEvidence}), and goes back when that reaches the odds that
 * the objectives ask for. It goes on when nothing leans to harm and the worst that is still plausible is affordable at the
 * next weight. Between the two it waits, or looks closer at a lower weight. The rules are asked in the order of
 * {@link #rules}; the first that has something to say decides, and where none has, the shift goes on.
 */
public final class Judge {
    /** At least so many seconds pass from the first harm to the fall of the traffic: two rounds. */
    private static final double SHORTEST_REACTION = 20;

    private final List<Rule> rules;
    private final HarmWeighing weighing;
    private final boolean startsByRate;

    /** With everything that it has. */
    public Judge() {
        this(EnumSet.allOf(Mechanism.class));
    }

    /** With some of its parts only, for the bench. */
    public Judge(Set<Mechanism> mechanisms) {
        this.rules = rules(mechanisms);
        this.weighing = new HarmWeighing(Set.copyOf(mechanisms));
        this.startsByRate = mechanisms.contains(Mechanism.START_BY_RATE);
    }

    private static List<Rule> rules(Set<Mechanism> mechanisms) {
        Control control = new Control(mechanisms.contains(Mechanism.CONTROL));
        List<Rule> rules = new ArrayList<>();
        rules.add(new HarmRule(control));
        rules.add(new SlowRule(mechanisms.contains(Mechanism.WARM_UP), control));
        if (mechanisms.contains(Mechanism.RETREAT)) {
            rules.add(new RetreatRule(control));
        }
        if (mechanisms.contains(Mechanism.SHARED_HARM)) {
            rules.add(new SharedHarmRule(control));
        }
        if (mechanisms.contains(Mechanism.MISSING_TRAFFIC)) {
            rules.add(new MissingTrafficRule());
        }
        rules.add(new LeaningRule());
        rules.add(new BudgetRule(mechanisms.contains(Mechanism.EXPOSURE_BUDGET)));
        return List.copyOf(rules);
    }

    /** The source's past holds too few requests to compare with. */
    public Assessment tooQuiet(Protocol protocol, TrafficSplit split, Evidence evidence, Baseline baseline) {
        return Conclusion.hold(Ground.SOURCE_TOO_QUIET, (double) baseline.lacking())
                .of(evidence, protocol, split);
    }

    /** Takes a tick in and assesses all that is known with it. */
    public Assessment assess(
            Objectives objectives, Ladder ladder, TrafficSplit split, Evidence evidence, MetricWindow window) {
        Evidence gathered = evidence.plus(window, split);
        if (!gathered.knowsSource()) {
            return Conclusion.hold(Ground.SOURCE_UNKNOWN, 0).of(gathered, objectives.protocol(), split);
        }
        if (split.toDestination().equals(Weight.NONE)) {
            return new AtBaseline(objectives, ladder, split, gathered, startsByRate).assess();
        }
        return judge(objectives, ladder, split, evidence.tickSeconds(window), gathered, window);
    }

    /**
     * The same where the destination's requests do not come by its weight, which is 0: what gets no share can't miss any. It goes
     * on to the first step. Requests that reached no cluster are its own, as nothing else has changed.
     *
     * @param baseline the split at weight 0
     */
    public Assessment preview(
            Objectives objectives, Ladder ladder, TrafficSplit baseline, Evidence evidence, MetricWindow window) {
        MetricWindow charged =
                window.with(baseline.destination(), evidence.servedAndLost(window, baseline.destination()));
        Evidence gathered = evidence.plus(charged, baseline);
        if (!gathered.knowsSource()) {
            return Conclusion.hold(Ground.SOURCE_UNKNOWN, 0).of(gathered, objectives.protocol(), baseline);
        }
        return judge(objectives, ladder, baseline, evidence.tickSeconds(window), gathered, charged);
    }

    private Assessment judge(
            Objectives objectives,
            Ladder ladder,
            TrafficSplit split,
            double seconds,
            Evidence gathered,
            MetricWindow window) {
        List<TrackTick> ticks = weighing.weigh(objectives, split, gathered, window, seconds);
        Look look =
                new Look(objectives, ladder, split, gathered, window, ticks, Math.max(SHORTEST_REACTION, 2 * seconds));
        Ruling ruling = ruling(look);
        return ruling.conclusion()
                .of(ruling.evidence(look), objectives.protocol(), split, () -> new Findings(look, ruling.conclusion())
                        .all());
    }

    private Ruling ruling(Look look) {
        for (Rule rule : rules) {
            Optional<Ruling> ruling = rule.rule(look);
            if (ruling.isPresent()) {
                return ruling.get();
            }
        }
        boolean byRate = startsByRate && look.objectives().risk().pace() == Objectives.Pace.EVIDENCE;
        Weight next = look.weight().equals(Weight.NONE) && byRate ? look.first() : look.next();
        return Ruling.of(look, Conclusion.advance(next, Ground.AS_GOOD, 0));
    }
}
