package dev.gangway.simulation;

import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryShifts;
import java.util.List;
import java.util.Random;

/** How likely things go wrong, drawn from the seed; nothing does once it is told to stop. */
final class Chances {
    private static final List<InMemoryShifts.Fault> BROKEN =
            List.of(InMemoryShifts.Fault.CONFLICT, InMemoryShifts.Fault.LOST_BEFORE, InMemoryShifts.Fault.LOST_AFTER);

    private final Random random;
    private final double level;
    private boolean stopped;

    Chances(Random random) {
        this.random = random;
        level = random.nextDouble();
    }

    void stop() {
        stopped = true;
    }

    /** Whether something happens that does so in so many of a thousand cases, in a world where much goes wrong. */
    boolean happens(double permille) {
        return !stopped && random.nextDouble() * 1000 < permille * level;
    }

    <T> T anyOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    int upTo(int limit) {
        return random.nextInt(limit);
    }

    InMemoryRouter.Fault ofWriting() {
        return happens(150)
                ? InMemoryRouter.Fault.FAIL
                : happens(150) ? InMemoryRouter.Fault.DELAY : InMemoryRouter.Fault.NONE;
    }

    InMemoryShifts.Fault ofRecording() {
        return happens(150) ? anyOf(BROKEN) : InMemoryShifts.Fault.NONE;
    }

    boolean ofPreflight() {
        return happens(300);
    }

    boolean ofLosingATick() {
        return happens(200);
    }

    /** What was on its way when the process died may land or not. */
    void ofLandingAfterACrash(InMemoryRouter router) {
        if (random.nextBoolean()) {
            router.flush();
        } else {
            router.drop();
        }
    }
}
