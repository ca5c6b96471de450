package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Optional;

/** What can be seen of a service's routes in one cluster. */
public sealed interface ClusterView {

    /** Whether the cluster is known to show the target. */
    boolean showsTarget();

    /**
     * The cluster's objects are known.
     *
     * @param showsTarget whether they are as the target wants them
     * @param split the split that stands; empty without routes of ours, or when they differ from each other
     */
    record Seen(boolean showsTarget, Optional<TrafficSplit> split) implements ClusterView {
        /** Needs a split or its absence. */
        public Seen {
            requireNonNull(split, "split");
        }
    }

    /**
     * The cluster's objects are not known at present.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements ClusterView {
        /** Needs a reason. */
        public Unreachable {
            requireNonNull(why, "why");
        }

        @Override
        public boolean showsTarget() {
            return false;
        }
    }
}
