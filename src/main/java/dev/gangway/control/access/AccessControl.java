package dev.gangway.control.access;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets in who may do what they want to do. */
public final class AccessControl {
    /** What RFC 6750 has for a bearer token. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([-A-Za-z0-9._~+/]+=*)");

    private static final int LONGEST_TOKEN = 12 * 1024;

    private final Optional<Reviews> reviews;

    private record Reviews(TokenReviews tokens, AccessReviews access) {}

    private AccessControl(Optional<Reviews> reviews) {
        this.reviews = reviews;
    }

    /** Asks these. */
    public static AccessControl asking(TokenReviews tokens, AccessReviews access) {
        return new AccessControl(
                Optional.of(new Reviews(requireNonNull(tokens, "tokens"), requireNonNull(access, "access"))));
    }

    /** Lets in everybody: for who works alone on one machine. */
    public static AccessControl open() {
        return new AccessControl(Optional.empty());
    }

    /** Whether everybody is let in. */
    public boolean isOpen() {
        return reviews.isEmpty();
    }

    /** What became of somebody who wanted something. */
    public sealed interface Answer {}

    /**
     * Let in.
     *
     * @param who empty where nobody asks
     */
    public record Admitted(Optional<Identity> who) implements Answer {}

    /**
     * Nobody knows who it is.
     *
     * @param showed whether there was anything that said who
     */
    public record Unknown(boolean showed) implements Answer {}

    /** It is known who it is, and that they may not. */
    public record Forbidden(Identity who, Act act) implements Answer {}

    /**
     * Says what becomes of a request; throws ReviewUnavailableException where that can't be known.
     *
     * @param authorization the header; empty where there is none
     * @param acts each of which must be permitted; at least one
     */
    public Answer ask(Optional<String> authorization, List<Act> acts) {
        if (acts.isEmpty()) {
            throw new IllegalArgumentException("what is asked for needs a permission");
        }
        if (reviews.isEmpty()) {
            return new Admitted(Optional.empty());
        }
        Optional<Identity> who = authorization
                .flatMap(AccessControl::token)
                .flatMap(reviews.get().tokens()::review);
        if (who.isEmpty()) {
            return new Unknown(authorization.isPresent());
        }
        return acts.stream()
                .filter(act -> !reviews.get().access().allows(who.get(), act))
                .findFirst()
                .<Answer>map(refused -> new Forbidden(who.get(), refused))
                .orElse(new Admitted(who));
    }

    /**
     * Whether somebody who was let in may do one thing more; throws ReviewUnavailableException where that can't be known.
     *
     * @param who empty where nobody was asked
     */
    public boolean allows(Optional<Identity> who, Act act) {
        return reviews.map(
                        asked -> who.map(one -> asked.access().allows(one, act)).orElse(false))
                .orElse(true);
    }

    /** The token in an Authorization header; empty for what can be none. */
    public static Optional<String> token(String authorization) {
        var bearer = BEARER.matcher(authorization.strip());
        return bearer.matches() && bearer.group(1).length() <= LONGEST_TOKEN
                ? Optional.of(bearer.group(1))
                : Optional.empty();
    }
}
