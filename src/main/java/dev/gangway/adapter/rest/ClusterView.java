package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.Clusters;
import dev.gangway.control.MetricsAges;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cluster as the interface shows it.
 *
 * @param name its name, which is Istio's cluster id
 * @param network its pods' network
 * @param reachable whether the last call to its API server had a good answer
 * @param lastAnswer when the last good answer came
 * @param problem what is wrong with it
 * @param prometheus where its clients are seen
 * @param newestSample when the newest sample there was taken
 * @param prometheusProblem why that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterView(
        @Schema(examples = "eks1") String name,
        @Schema(examples = "eks1.prd.sfo2") String network,
        @Schema(description = "Whether the last call to its API server had a good answer.") boolean reachable,
        @Schema(description = "When the last good answer came; missing where none has come since Gangway has started.")
                Instant lastAnswer,
        @Schema(
                        description =
                                "What the last answer lacked, or why there is no way to ask; missing where nothing is.",
                        examples = "it answers 401: Unauthorized")
                String problem,
        @Schema(examples = "http://prometheus.istio-system:9090") String prometheus,
        @Schema(
                        description =
                                "When the newest sample was taken that its Prometheus has; missing where that is not known, and"
                                        + " the first time that it is asked for.")
                Instant newestSample,
        @Schema(
                        description = "Why that is not known; missing where it is, and the first time.",
                        examples = "Prometheus of eks1 did not answer within 5 s")
                String prometheusProblem) {

    static ClusterView of(Clusters.Cluster cluster, Optional<MetricsAges.Heard> metrics) {
        return new ClusterView(
                cluster.name(),
                cluster.network().orElse(null),
                cluster.reachable(),
                cluster.lastAnswer().orElse(null),
                cluster.problem().orElse(null),
                cluster.prometheus().orElse(null),
                metrics.flatMap(MetricsAges.Heard::newest).orElse(null),
                metrics.flatMap(MetricsAges.Heard::problem).orElse(null));
    }
}
