package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** The split of one service that is woven into an object. */
record Strand(ServiceRef service, TrafficSplit split, WeavingOptions options) {
    Strand {
        requireNonNull(service, "service");
        requireNonNull(split, "split");
        requireNonNull(options, "options");
        if (options.preview().isPresent() && !split.toDestination().equals(Weight.NONE)) {
            throw new IllegalArgumentException("a preview at weight %s: it has its place before the first step only"
                    .formatted(split.toDestination()));
        }
    }

    SubsetNames names() {
        return SubsetNames.of(split);
    }

    Optional<Preview.Mirror> mirror() {
        return options.preview().map(preview -> preview instanceof Preview.Mirror mirror ? mirror : null);
    }

    Optional<Preview.Header> header() {
        return options.preview().map(preview -> preview instanceof Preview.Header header ? header : null);
    }

    /** Whether it may be in the mirrors of routes. */
    boolean isInMirrors() {
        return splitsMirrors() || mirror().isPresent();
    }

    boolean splitsMirrors() {
        return options.mirrors() == Mirrors.SPLIT;
    }
}
