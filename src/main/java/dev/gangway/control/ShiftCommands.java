package dev.gangway.control;

import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people and alerts can do. Everything ends in the shift's resource; nothing here moves traffic. */
public final class ShiftCommands {
    private final ShiftStore store;
    private final ShiftRequests requests;
    private final Preflight preflight;

    /** Puts it together. */
    public ShiftCommands(ShiftStore store, ShiftRequests requests, Preflight preflight) {
        this.store = store;
        this.requests = requests;
        this.preflight = preflight;
    }

    /** All shifts of a namespace, or of all of them. */
    public List<ShiftRecord> list(Optional<String> namespace) {
        return store.all().stream()
                .filter(shift -> namespace.map(shift.id().namespace()::equals).orElse(true))
                .sorted(Comparator.comparing(shift -> shift.id().toString()))
                .toList();
    }

    /** One shift; throws RefusedException when there is none. */
    public ShiftRecord get(ShiftId id) {
        return store.find(id)
                .orElseThrow(() -> new RefusedException(
                        Kind.NOT_FOUND,
                        "name",
                        "there is no shift '%s' in namespace '%s'".formatted(id.name(), id.namespace())));
    }

    /**
     * A shift that was started.
     *
     * @param again whether it was started before, by the same wish
     */
    public record Started(ShiftRecord shift, boolean again) {}

    /** Starts a shift, if nothing that is known already stands against it; throws RefusedException otherwise. */
    public ShiftRecord start(ShiftDraft draft) {
        return start(draft, Optional.empty(), false).shift();
    }

    /**
     * Starts a shift, as above, and once alone for each key of a namespace as long as the shift is there.
     *
     * @param rehearsal everything is checked as if it began, and nothing is kept
     */
    public Started start(ShiftDraft draft, Optional<IdempotencyKey> key, boolean rehearsal) {
        Optional<ShiftRecord> before = key.flatMap(one -> requests.createdWith(draft, one));
        if (before.isPresent()) {
            return new Started(before.get(), true);
        }
        try {
            requireThatItMayBegin(requests.plan(draft));
            return new Started(requests.create(draft, key, rehearsal), false);
        } catch (RefusedException refused) {
            // Another replica may have been asked the same at the same time.
            return key.filter(one -> refused.kind() == Kind.CONFLICT)
                    .flatMap(one -> requests.createdWith(draft, one))
                    .map(shift -> new Started(shift, true))
                    .orElseThrow(() -> refused);
        }
    }

    private void requireThatItMayBegin(ShiftPlan plan) {
        store.all().stream()
                .filter(shift -> shift.plan().service().equals(plan.service()))
                .findFirst()
                .ifPresent(shift -> {
                    throw new RefusedException(
                            Kind.CONFLICT,
                            "service",
                            "service %s is already moved by shift '%s', which is %s; delete that one first"
                                    .formatted(
                                            plan.service(),
                                            shift.id().name(),
                                            words(shift.state().phase().kind())));
                });
        // What is not known now may be known later, and the shift waits for that.
        preflight.check(plan).stream()
                .filter(check -> check.result() != Preflight.Result.UNKNOWN && check.isObstacle(plan.precautions()))
                .min(Comparator.comparing(check -> check.result() == Preflight.Result.FAIL ? 0 : 1))
                .ifPresent(check -> {
                    String field = check.result() == Preflight.Result.WARN ? "acknowledge" : check.field();
                    throw new RefusedException(Kind.INVALID, field, check.demand());
                });
    }

    /** The preflight checks of a shift; throws RefusedException when there is none. */
    public PreflightReport preflight(ShiftId id) {
        return preflight(get(id).plan());
    }

    /** Those of a shift that somebody thinks of starting; throws RefusedException for one that can't be followed. */
    public PreflightReport preflight(ShiftDraft draft) {
        return preflight(requests.plan(draft));
    }

    private PreflightReport preflight(ShiftPlan plan) {
        return new PreflightReport(
                plan.id(),
                preflight.check(plan).stream()
                        .map(check -> new PreflightReport.Line(check, !check.isObstacle(plan.precautions())))
                        .toList());
    }

    /** Puts a command down, whatever stands; throws RefusedException when it makes no sense in the shift's phase. */
    public ShiftRecord command(ShiftId id, Command command, Request.Origin origin, String by, String why) {
        return command(id, command, origin, by, why, Terms.NONE);
    }

    /** Puts a command down; throws RefusedException when the terms don't hold or it makes no sense in the shift's phase. */
    public ShiftRecord command(ShiftId id, Command command, Request.Origin origin, String by, String why, Terms terms) {
        return requests.request(id, shift -> wanted(shift, command, origin, by, why), terms);
    }

    private static Request wanted(ShiftRecord shift, Command command, Request.Origin origin, String by, String why) {
        ShiftId id = shift.id();
        Phase.Kind phase = shift.state().phase().kind();
        if (!command.isPossibleIn(phase)) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "phase",
                    "shift %s is %s and can't %s; %s".formatted(id, words(phase), words(command), wayOut(phase)));
        }
        if (shift.request().intent() == Request.Intent.ROLL_BACK
                && command != Command.ROLL_BACK
                && command != Command.RETRY) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "intent",
                    "shift %s is to be rolled back, as %s wants; retry when it is"
                            .formatted(id, shift.request().by()));
        }
        int attempt = command == Command.RETRY
                ? shift.state().attempt() + 1
                : shift.request().attempt();
        return new Request(
                command.intent(),
                attempt,
                origin,
                by,
                why,
                shift.request().deleted(),
                shift.request().approval());
    }

    /**
     * Puts an approval down; throws RefusedException when the terms don't hold or it waits for none.
     *
     * @param step the weight that is meant, none for the start; empty = the one that it waits for
     */
    public ShiftRecord approve(ShiftId id, Optional<Weight> step, String by, String why, Terms terms) {
        return requests.request(id, shift -> Approving.wanted(shift, step, by, why), terms);
    }

    /** Deletes a shift, whatever stands; what becomes of its routes is as its specification says. */
    public void delete(ShiftId id) {
        delete(id, Terms.NONE);
    }

    /** Deletes a shift; throws RefusedException when there is none, or the terms don't hold. */
    public void delete(ShiftId id, Terms terms) {
        requests.delete(id, terms);
    }

    private static String wayOut(Phase.Kind phase) {
        return switch (phase) {
            case ROLLED_BACK -> "retry begins it again";
            case ROLLING_BACK -> "wait until it is rolled back, then retry";
            case SUCCEEDED -> "roll back or delete it";
            case RESTORING, RELEASED -> "it is being deleted";
            case OBSERVING -> "it only observes and moves nothing; set spec.mode to Shift to begin";
            case PENDING, PREPARING, PREVIEWING, SHIFTING, PAUSED, BAKING ->
                "retry is for shifts that were rolled back";
        };
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
