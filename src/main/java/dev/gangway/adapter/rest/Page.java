package dev.gangway.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which part of a list is wanted. Where the next one begins is told by the last name of this one, so that a list may change
 * between two pages: what was there all the while is seen once.
 *
 * @param limit so many at most
 * @param after only what comes after it; empty = from the beginning
 */
record Page(int limit, Optional<Place> after) {
    static final int USUAL_LIMIT = 100;
    static final int HIGHEST_LIMIT = 500;

    private static final Pattern PLACE = Pattern.compile("([-a-z0-9]{1,63})/([-.a-z0-9]{1,253})");

    /** Where something stands in a list. */
    record Place(String namespace, String name) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::namespace).thenComparing(Place::name);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** A part of a list, and how the rest is had. */
    record Part<T>(List<T> items, Optional<String> next, long remaining) {}

    /** Throws RefusedException for what can't be read. */
    static Page of(String limit, String token) {
        return new Page(
                limit == null ? USUAL_LIMIT : number(limit),
                Optional.ofNullable(token).filter(text -> !text.isEmpty()).map(Page::place));
    }

    /** This page of what is given, in the order of places. */
    <T> Part<T> part(List<T> all, Function<T, Place> place) {
        List<T> rest = all.stream()
                .filter(one ->
                        after.map(last -> last.compareTo(place.apply(one)) < 0).orElse(true))
                .sorted(Comparator.comparing(place))
                .toList();
        List<T> items = rest.subList(0, Math.min(limit, rest.size()));
        boolean more = items.size() < rest.size();
        return new Part<>(
                items,
                more ? Optional.of(token(place.apply(items.get(items.size() - 1)))) : Optional.empty(),
                (long) rest.size() - items.size());
    }

    private static int number(String limit) {
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > HIGHEST_LIMIT) {
            throw new RefusedException(
                    Kind.INVALID,
                    "limit",
                    "limit must be a whole number from 1 to %d; 'continue' of an answer has the rest"
                            .formatted(HIGHEST_LIMIT));
        }
        return Integer.parseInt(limit);
    }

    private static String token(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.namespace() + "/" + place.name()).getBytes(UTF_8));
    }

    private static Place place(String token) {
        try {
            var place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(token), UTF_8));
            if (place.matches()) {
                return new Place(place.group(1), place.group(2));
            }
        } catch (IllegalArgumentException e) {
            // Told below, with the way out.
        }
        throw new RefusedException(
                Kind.INVALID,
                "continue",
                "continue must be what an answer before had there; leave it out to begin anew");
    }
}
