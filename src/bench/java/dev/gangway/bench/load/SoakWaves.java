package dev.gangway.bench.load;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waves of shifts, each of a service of its own: a wave comes, all of it ends, is deleted and is gone with its services and routes before
 * the next.
 */
final class SoakWaves {
    /** Every so many shifts one meets a destination that fails. */
    private static final int ONE_FAILS_IN = 10;

    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final LeanMesh mesh;
    private final GangwayProcess gangway;
    private final Furniture furniture = new Furniture(Duration.ZERO);
    private int begun;
    private int succeeded;
    private int rolledBack;
    private int rolledBackForNothing;

    SoakWaves(LeanMesh mesh, GangwayProcess gangway) {
        this.mesh = mesh;
        this.gangway = gangway;
    }

    int gone() {
        return begun;
    }

    int succeeded() {
        return succeeded;
    }

    int rolledBack() {
        return rolledBack;
    }

    /** How many of those were rolled back whose destination was good. */
    int rolledBackForNothing() {
        return rolledBackForNothing;
    }

    /** One wave from its coming until it is gone. */
    void next(int shifts) {
        int from = begun;
        begun += shifts;
        for (int number = from; number < begun; number++) {
            int each = number;
            mesh.meshClusters().forEach(cluster -> furniture.service(cluster, each));
            if (fails(number)) {
                mesh.fail(Furniture.host(number), 1);
            }
            Furniture.comes(mesh.management(), number);
        }
        for (int number = from; number < begun; number++) {
            int each = number;
            await("brings " + Furniture.name(number) + " to its end", () -> hasEnded(each));
        }
        for (int number = from; number < begun; number++) {
            count(number);
            mesh.management().delete(path(number), Json.object("{}"));
        }
        await("lets a wave go", () -> mesh.shifts() == 0);
        if (mesh.routes() > 0) {
            throw new IllegalStateException(mesh.routes() + " routes and subsets of shifts that are gone still stand");
        }
        for (int number = from; number < begun; number++) {
            int each = number;
            mesh.meshClusters().forEach(cluster -> furniture.removed(cluster, each));
        }
        System.out.printf(
                "%d shifts have come and gone, %d of them were rolled back; %d warnings and errors were said%n",
                begun, rolledBack, gangway.said().troubles().size());
    }

    private static boolean fails(int number) {
        return number % ONE_FAILS_IN == 0;
    }

    private void count(int number) {
        boolean isGood = phase(number).equals("Succeeded");
        if (isGood && fails(number)) {
            throw new IllegalStateException(
                    Furniture.name(number) + " has succeeded, where all requests to the destination fail");
        }
        succeeded += isGood ? 1 : 0;
        rolledBack += isGood ? 0 : 1;
        rolledBackForNothing += isGood || fails(number) ? 0 : 1;
    }

    private boolean hasEnded(int number) {
        String phase = phase(number);
        return phase.equals("Succeeded") || phase.equals("RolledBack");
    }

    private String phase(int number) {
        return mesh.shift(Furniture.namespace(number), Furniture.name(number))
                .at("/status/phase")
                .asText();
    }

    private static ResourcePath path(int number) {
        return Furniture.shiftPath(Furniture.namespace(number), Furniture.name(number));
    }

    private void await(String what, BooleanSupplier holds) {
        GangwayProcess.await(what, WITHIN, () -> {
            gangway.requireNoTrouble();
            if (holds.getAsBoolean()) {
                return true;
            }
            GangwayProcess.pause(BETWEEN_LOOKS_MILLIS);
            return false;
        });
    }
}
