package dev.gangway.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.simulation.Violations;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invariants, by their numbers, that every version of a route or a rule is held against when it comes to stand. */
final class RouteRules {
    private static final Set<Integer> WHOLE = Set.of(100, 1000);

    private final Violations violations;
    private final Standing standing;
    private final Standing originals;

    /** Of what stands, and stood before there was any shift. */
    RouteRules(Violations violations, Standing standing, Standing originals) {
        this.violations = violations;
        this.standing = standing;
        this.originals = originals;
    }

    /** This object has just changed; {@code trail} is that of its service's shift, empty where there is none. */
    void changed(Standing.Key key, Optional<Trail> trail) {
        touchesOnlyWhatIsShifted(key, trail);
        Optional<JsonNode> object = standing.get(key);
        if (object.isPresent() && key.isRoutes()) {
            weightsAreWhole(key, object.get());
        }
        key.service().ifPresent(service -> {
            subsetsAreDefined(service);
            if (key.isRoutes() && object.isPresent()) {
                trail.ifPresent(shift -> intentWasOnDisk(key, service, shift));
            }
        });
    }

    /** 11: only routes of a service that is being shifted change, and of a team's only where requests go. */
    private void touchesOnlyWhatIsShifted(Standing.Key key, Optional<Trail> trail) {
        violations.require(11, trail.isPresent(), "{} was changed, and no shift is about it", key);
        if (!key.isOwn()) {
            Optional<JsonNode> was = originals.get(key).map(Standing::untouched);
            Optional<JsonNode> is = standing.get(key).map(Standing::untouched);
            violations.require(11, is.equals(was), "of {} more was changed than where requests go: {}", key, is);
        }
    }

    /** 1: the weights of each route sum to the whole, and none is negative. */
    private void weightsAreWhole(Standing.Key key, JsonNode object) {
        for (List<Integer> weights : new Share(key.service().orElse(""), object).weights()) {
            int sum = weights.stream().mapToInt(Integer::intValue).sum();
            violations.require(
                    1,
                    WHOLE.contains(sum) && weights.stream().allMatch(weight -> weight >= 0),
                    "the weights of {} are {}",
                    key,
                    weights);
        }
    }

    /** 2: no route names a subset that its cluster or the destination does not define. */
    private void subsetsAreDefined(String service) {
        Set<String> there =
                Share.networks(standing.rule(Standing.DESTINATION, service)).keySet();
        for (String cluster : Standing.CLUSTERS) {
            Set<String> here = Share.networks(standing.rule(cluster, service)).keySet();
            for (Standing.Key key : standing.routes(cluster, service)) {
                Set<String> named = new Share(service, standing.get(key).orElseThrow()).subsets();
                violations.require(
                        2,
                        here.containsAll(named) && there.containsAll(named),
                        "{} names {}; its cluster defines {}, the destination {}",
                        key,
                        named,
                        here,
                        there);
            }
        }
    }

    /** 7: what comes to stand was recorded before, so that whoever comes after a kill goes the same way. */
    private void intentWasOnDisk(Standing.Key key, String service, Trail shift) {
        for (Integer share : standing.shares(key.cluster(), service)) {
            violations.require(
                    7,
                    shift.mayStand(share),
                    "{} gives the destination {} per mille, but the record says {}",
                    key,
                    share,
                    shift);
        }
    }

    /** 10: all stands as if there had never been a shift. */
    void isRestored(String service) {
        for (Standing.Key key : standing.of(service)) {
            Optional<JsonNode> was = originals.get(key).map(Standing::content);
            Optional<JsonNode> is = standing.get(key).map(Standing::content);
            violations.require(10, is.equals(was), "{} was {} and is left as {}", key, was, is);
        }
        originals
                .of(service)
                .forEach(key -> violations.require(10, standing.get(key).isPresent(), "{} is not put back", key));
    }
}
