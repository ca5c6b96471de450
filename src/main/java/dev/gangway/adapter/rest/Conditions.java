package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.Terms;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The conditions of a change, as HTTP has them: If-Match and dryRun. */
final class Conditions {
    private Conditions() {}

    /** What a shift as it stands is known by: the version of its resource. */
    static EntityTag tag(ShiftRecord shift) {
        return new EntityTag(shift.version());
    }

    /** Throws RefusedException for conditions that can't be read. */
    static Terms terms(String ifMatch, String dryRun) {
        return new Terms(versions(ifMatch), rehearsal(dryRun));
    }

    static boolean rehearsal(String dryRun) {
        if (dryRun == null || dryRun.equals("false")) {
            return false;
        }
        if (dryRun.equals("true") || dryRun.equals("All")) {
            return true;
        }
        throw new RefusedException(Kind.INVALID, "dryRun", "dryRun must be true or false");
    }

    /** A weak tag is like none that stands, as RFC 9110 has it for If-Match. */
    private static Optional<Set<String>> versions(String ifMatch) {
        if (ifMatch == null) {
            return Optional.empty();
        }
        Set<String> tags =
                Arrays.stream(ifMatch.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (tags.equals(Set.of("*"))) {
            return Optional.empty();
        }
        if (!tags.stream().allMatch(tag -> tag.matches("(W/)?\"[^\"]*\""))) {
            throw new RefusedException(
                    Kind.INVALID,
                    HttpHeaders.IF_MATCH,
                    "If-Match must be the ETag of an answer, with its quotes, or several with commas, or *");
        }
        return Optional.of(tags.stream()
                .filter(tag -> !tag.startsWith("W/"))
                .map(tag -> tag.substring(1, tag.length() - 1))
                .collect(Collectors.toSet()));
    }
}
