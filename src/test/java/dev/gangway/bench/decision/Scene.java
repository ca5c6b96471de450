package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.List;

/** One run of a scenario before any policy is let loose on it: what chance has in store, and the history. */
final class Scene {
    private final Scenario scenario;
    private final Weather weather;
    private final List<Counts> history = new ArrayList<>();
    private final Tick before;
    private final long sourceSeed;
    private final long destinationSeed;

    Scene(Scenario scenario, long seed, int run) {
        this.scenario = scenario;
        // One tick of the past is not yet seen when the shift begins.
        int firstTick = -scenario.historyTicks() - 1;
        weather = new Weather(
                scenario, firstTick, part -> new TickRandom(TickRandom.seed(seed, scenario.name(), run, part)));
        sourceSeed = TickRandom.seed(seed, scenario.name(), run, "source");
        destinationSeed = TickRandom.seed(seed, scenario.name(), run, "destination");
        Traffic traffic = new Traffic(weather, Side.SOURCE, sourceSeed);
        Conditions conditions = new Conditions(weather, Side.SOURCE);
        for (int tick = firstTick; tick < -1; tick++) {
            history.add(past(tick, traffic, conditions));
        }
        before = new Tick(past(-1, traffic, conditions), Draws.NONE);
    }

    private Counts past(int tick, Traffic traffic, Conditions conditions) {
        conditions.at(tick, 0, 0);
        return traffic.count(tick, weather.requests(tick), conditions);
    }

    /** The world of this run for one more policy. */
    World world() {
        return new SimulatedWorld(this);
    }

    /** Lives on from the scene's past. */
    private static final class SimulatedWorld implements World {
        private final Scene scene;
        private final Traffic sourceTraffic;
        private final Traffic destinationTraffic;
        private final Conditions source;
        private final Conditions destination;
        private final Conditions untouched;
        private int firstTraffic = -1;

        SimulatedWorld(Scene scene) {
            this.scene = scene;
            sourceTraffic = new Traffic(scene.weather, Side.SOURCE, scene.sourceSeed);
            destinationTraffic = new Traffic(scene.weather, Side.DESTINATION, scene.destinationSeed);
            source = new Conditions(scene.weather, Side.SOURCE);
            destination = new Conditions(scene.weather, Side.DESTINATION);
            untouched = new Conditions(scene.weather, Side.SOURCE);
        }

        @Override
        public List<Counts> history() {
            return scene.history;
        }

        @Override
        public Tick before() {
            return scene.before;
        }

        @Override
        public Lived live(int tick, double weight) {
            if (weight > 0 && firstTraffic < 0) {
                firstTraffic = tick;
            }
            double age = firstTraffic < 0 ? 0 : (tick - firstTraffic) * (double) Tick.SECONDS;
            source.at(tick, weight, age);
            destination.at(tick, weight, age);
            untouched.at(tick, 0, 0);
            double requests = scene.weather.requests(tick);
            double toDestination = requests * weight;
            double toSource = requests - toDestination;
            Tick seen = new Tick(
                    sourceTraffic.count(tick, toSource, source),
                    destinationTraffic.count(tick, toDestination, destination));
            double failures = toDestination * Math.max(0, destination.failing() - untouched.failing())
                    + toSource * Math.max(0, source.failing() - untouched.failing());
            double slow = scene.scenario.countsSlow()
                    ? toDestination * Math.max(0, destination.slow() - untouched.slow())
                            + toSource * Math.max(0, source.slow() - untouched.slow())
                    : 0;
            boolean regressed = weight > 0 && destination.isRegressed();
            return new Lived(scene.weather.isMissing(tick) ? null : seen, failures, slow, regressed);
        }
    }
}
