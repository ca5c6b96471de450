package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

/**
 * What a cluster lacks to carry what it should.
 *
 * @param words what was seen, against what, and the way out
 * @param known whether it is known to be lacking; else it is not known what there is
 */
public record Shortage(String words, boolean known) {
    /** Needs words. */
    public Shortage {
        requireNonNull(words, "words");
    }
}
