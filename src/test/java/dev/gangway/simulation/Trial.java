package dev.gangway.simulation;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The life of one world: chaos for a while, then rest. */
final class Trial {
    private static final int CHAOS_SECONDS = 1_200;
    private static final int REST_SECONDS = 6_000;
    private static final int ROUND_SECONDS = 10;

    private final String name;
    private final World world;
    private final Tally tally;
    private final Set<ShiftId> promoted = new HashSet<>();
    private int second;

    Trial(long seed, int number, Tally tally) {
        Random random = new Random(seed * 1_000_003 + number);
        Population population = Population.random(random, CHAOS_SECONDS);
        this.tally = tally;
        name = "-Dgangway.simulation.seed=%d, world %d".formatted(seed, number);
        world = new World(random, population, tally);
        tally.shifts(population.plans().size());
    }

    /** Throws AssertionError that names the seed, the world, the second and the invariant. */
    void run() {
        int shifts = world.shifts().size();
        while (second < CHAOS_SECONDS) {
            chaos();
            pass();
        }
        world.faultsStop();
        world.metrics.outage(Duration.ZERO);
        resumeSome();
        while (second < CHAOS_SECONDS + REST_SECONDS && !atRest()) {
            pass();
        }
        for (ShiftRecord shift : world.shifts()) {
            tally.ended(shift);
            world.invariants().hasComeToRest(shift, promoted.contains(shift.id()));
        }
        tally.gone(shifts - world.shifts().size());
        verify();
    }

    private void pass() {
        second++;
        world.second();
        if (second % ROUND_SECONDS == 0) {
            if (!world.chances().happens(100)) {
                world.round();
            }
            world.check();
        }
        verify();
    }

    private void verify() {
        world.violation().ifPresent(violation -> {
            throw new AssertionError("%s, step %d: %s".formatted(name, second, violation));
        });
    }

    private void chaos() {
        Chances chances = world.chances();
        InMemoryRouter router = world.router();
        if (second % 60 == 0) {
            world.metricsFail(chances.happens(500) ? chances.upTo(4) / 10.0 : 0);
            if (chances.happens(150)) {
                world.metrics.outage(Duration.ofSeconds(60 + chances.upTo(540)));
            }
        }
        for (ClusterName cluster : router.clusters()) {
            if (router.isReachable(cluster) ? chances.happens(4) : chances.upTo(40) == 0) {
                router.reachable(cluster, !router.isReachable(cluster));
            }
        }
        if (chances.upTo(5) == 0) {
            router.flush();
        }
        if (chances.happens(4)) {
            world.restart();
        }
        if (chances.happens(8)) {
            world.process().killAfter(chances.upTo(60));
        }
        if (chances.happens(100) && !world.shifts().isEmpty()) {
            ShiftPlan plan = chances.anyOf(world.shifts()).plan();
            world.pods.change(List.of(plan.service()), List.of(plan.source(), plan.destination()));
            if (chances.upTo(2) == 0) {
                world.tick(plan.id());
            }
        }
        if (chances.happens(30) && !world.shifts().isEmpty()) {
            drift(chances.anyOf(world.shifts()));
        }
        if (chances.happens(60) && !world.shifts().isEmpty()) {
            command(chances.anyOf(world.shifts()));
        }
    }

    private void drift(ShiftRecord shift) {
        ShiftPlan plan = shift.plan();
        ClusterName cluster = world.chances().anyOf(List.copyOf(world.router().clusters()));
        if (world.router().standing(cluster, plan.service()).routes().isPresent()) {
            world.drift(cluster, plan, plan.split(new Weight(world.chances().upTo(1001))));
        }
    }

    private void command(ShiftRecord shift) {
        Chances chances = world.chances();
        if (chances.upTo(20) == 0) {
            world.commands().delete(shift.id());
        } else {
            Command command = chances.anyOf(List.of(Command.values()));
            boolean alert = chances.upTo(3) == 0;
            order(shift.id(), command, alert ? Origin.ALERT : Origin.PERSON, alert ? "HighErrorRate" : "ana");
            if (command == Command.ROLL_BACK) {
                order(shift.id(), Command.PROMOTE, Origin.PERSON, "bob");
            }
        }
        if (!chances.happens(200)) {
            world.tick(shift.id());
        }
    }

    private void order(ShiftId id, Command command, Origin origin, String by) {
        Intent before = world.shift(id).map(shift -> shift.request().intent()).orElse(Intent.ADVANCE);
        try {
            Request first =
                    world.commands().command(id, command, origin, by, "why").request();
            Request again =
                    world.commands().command(id, command, origin, by, "why").request();
            world.invariants().commandIsIdempotent(first, again, world.shift(id), by);
            world.invariants().rollbackIsNotTakenBack(before, command);
            tally.commanded();
            if (command == Command.PROMOTE) {
                promoted.add(id);
            }
        } catch (RefusedException e) {
            if (world.shift(id).isPresent() && e.getMessage().isBlank()) {
                throw new AssertionError(name + ": a refusal without words", e);
            }
        }
    }

    private void resumeSome() {
        world.shifts().stream()
                .filter(shift -> shift.request().intent() == Intent.PAUSE
                        && world.chances().upTo(2) == 0)
                .forEach(shift -> order(shift.id(), Command.RESUME, Origin.PERSON, "ana"));
    }

    /** Whether nothing will move any more: asked now and then, since it costs. */
    private boolean atRest() {
        return second % 50 == 0 && world.shifts().stream().allMatch(this::rests);
    }

    private boolean rests(ShiftRecord shift) {
        Phase.Kind kind = shift.state().phase().kind();
        Optional<Phase.Kind> resting = Optional.of(kind)
                .filter(k -> k.isTerminal()
                        || (k == Phase.Kind.PAUSED && shift.request().intent() == Intent.PAUSE)
                        || (k == Phase.Kind.PENDING
                                && (shift.request().intent() == Intent.PAUSE || world.hasRival(shift))));
        return resting.isPresent()
                && !shift.request().deleted()
                && !(kind == Phase.Kind.SUCCEEDED && shift.request().intent() == Intent.ROLL_BACK)
                && world
                        .router()
                        .view(
                                shift.plan(),
                                shift.state().phase().target(shift.plan()),
                                shift.state().epoch())
                        .values()
                        .stream()
                        .allMatch(view -> view.showsTarget());
    }
}
