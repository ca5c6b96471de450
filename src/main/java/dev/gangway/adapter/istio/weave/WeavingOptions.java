package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import java.util.Optional;

/**
 * What is woven in beside the weights.
 *
 * @param preview what the destination gets while its weight is 0
 * @param mirrors what becomes of mirrors to the service that stand
 */
public record WeavingOptions(Optional<Preview> preview, Mirrors mirrors) {
    /** No preview, and mirrors stay. */
    public static final WeavingOptions NONE = new WeavingOptions(Optional.empty(), Mirrors.KEEP);

    /** Needs both. */
    public WeavingOptions {
        requireNonNull(preview, "preview");
        requireNonNull(mirrors, "mirrors");
    }
}
