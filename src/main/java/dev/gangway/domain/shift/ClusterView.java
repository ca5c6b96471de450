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
     * @param split the split that stands; empty where nothing is divided, or when routes differ from each other
     * @param trouble what keeps the target from being shown; empty = nothing that is known
     */
    record Seen(boolean showsTarget, Optional<TrafficSplit> split, Optional<RouteTrouble> trouble)
            implements ClusterView {
        /** Needs a split or its absence, and so for the trouble. */
        public Seen {
            requireNonNull(split, "split");
            requireNonNull(trouble, "trouble");
        }

        /** Without trouble. */
        public Seen(boolean showsTarget, Optional<TrafficSplit> split) {
            this(showsTarget, split, Optional.empty());
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
