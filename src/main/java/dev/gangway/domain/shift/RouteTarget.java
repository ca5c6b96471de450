package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * What is to stand in every cluster: a value, so that whoever makes it so can be interrupted and begin again.
 *
 * @param stage how much of the routes
 * @param split the shares, where routes stand
 * @param preview what the destination gets beside its share, which is 0 then
 */
public record RouteTarget(Stage stage, TrafficSplit split, Optional<Preview> preview) {
    /** Needs all; throws IllegalArgumentException for a preview without routes, or above weight 0. */
    public RouteTarget {
        requireNonNull(stage, "stage");
        requireNonNull(split, "split");
        if (preview.isPresent()
                && (stage != Stage.ROUTES || !split.toDestination().equals(Weight.NONE))) {
            throw new IllegalArgumentException("a preview at stage %s and %s".formatted(stage, split));
        }
    }

    /** Without a preview. */
    public RouteTarget(Stage stage, TrafficSplit split) {
        this(stage, split, Optional.empty());
    }

    /**
     * The stages of make-before-break, up and then down. A subset must be known to the gateway that receives its traffic
     * before any client is told to use it, and must stay known until the last client has stopped. The stages up demand
     * that at least so much stands; they never remove a route.
     */
    public enum Stage {
        /** The subsets stand in the destination: its east-west gateway has their SNI chains. */
        DESTINATION_SUBSETS("the subsets in the destination"),
        /** The subsets stand in every cluster. */
        SUBSETS("the subsets"),
        /** The routes stand in every cluster with the split. */
        ROUTES("the routes"),
        /** No cluster has our routes any more; the subsets stand. */
        ROUTES_REMOVED("no routes of ours"),
        /** Only the destination has our subsets. */
        CLIENT_SUBSETS_REMOVED("subsets in the destination only"),
        /** Nothing of ours stands. */
        REMOVED("nothing of ours");

        private final String words;

        Stage(String words) {
            this.words = words;
        }

        /** Whether it is one of those that put something in place. */
        public boolean isUpwards() {
            return compareTo(ROUTES) <= 0;
        }

        /** What is to be seen at this stage, to complete "waiting for ...". */
        public String words() {
            return words;
        }
    }
}
