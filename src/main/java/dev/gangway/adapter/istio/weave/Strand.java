package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;

/** The split of one service that is woven into an object. */
record Strand(ServiceRef service, TrafficSplit split) {
    Strand {
        requireNonNull(service, "service");
        requireNonNull(split, "split");
    }

    SubsetNames names() {
        return SubsetNames.of(split);
    }
}
