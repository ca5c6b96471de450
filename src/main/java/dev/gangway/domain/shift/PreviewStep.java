package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A preview and how long it lasts.
 *
 * @param preview what the destination gets
 * @param lasts at least, from the moment that every cluster shows it
 */
public record PreviewStep(Preview preview, Duration lasts) {
    /** Checks that it lasts from 0 to 7 days; throws IllegalArgumentException. */
    public PreviewStep {
        requireNonNull(preview, "preview");
        if (lasts.isNegative() || lasts.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("a preview that lasts " + lasts + " must last from 0 s to 7 days");
        }
    }
}
