package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clusters of the mesh, for who looks at them. Answers from what is known already and calls nobody. */
public interface Clusters {

    /** All that are named, by their names, whether or not they can be used. */
    List<Cluster> all();

    /** One of them. */
    Optional<Cluster> byName(String name);

    /**
     * A cluster as it was found last.
     *
     * @param name its name, which is Istio's cluster id
     * @param network its pods' network; empty where it is not said
     * @param reachable whether the last call to its API server had a good answer
     * @param lastAnswer when the last good answer came; empty = none since Gangway has started
     * @param problem what the last answer lacked, or why there is no way to ask, without secrets; empty where nothing is wrong
     * @param prometheus where its clients are seen, without credentials; empty where it is not said
     */
    record Cluster(
            String name,
            Optional<String> network,
            boolean reachable,
            Optional<Instant> lastAnswer,
            Optional<String> problem,
            Optional<String> prometheus) {
        /** All but the name may be unknown. */
        public Cluster {
            requireNonNull(name, "name");
        }
    }
}
