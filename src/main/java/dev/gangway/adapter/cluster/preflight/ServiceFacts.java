package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a service of one cluster.
 *
 * @param pods that it selects, and that run or are to
 */
record ServiceFacts(Reading<Optional<KubernetesObject>> service, Reading<List<Pod>> pods) {}
