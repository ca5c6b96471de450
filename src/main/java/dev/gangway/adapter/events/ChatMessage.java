package dev.gangway.adapter.events;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chat is told: a template with words in braces.
 *
 * @param phases those that are worth telling of, when a shift comes into them
 * @param template as people write it
 * @param console where Gangway shows itself to people; empty = no links
 */
public record ChatMessage(Set<Phase.Kind> phases, String template, Optional<URI> console) {
    private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");
    private static final Map<String, Function<ShiftEvent, String>> WORDS = Map.of(
            "shift", event -> event.plan().id().toString(),
            "service", event -> event.plan().service().name(),
            "source", event -> event.plan().source().value(),
            "destination", event -> event.plan().destination().value(),
            "phase", event -> event.to().title(),
            "before", event -> event.from().title(),
            "percent", event -> event.after().toDestination().percent().toPlainString(),
            "cause", event -> event.reason().cause().name(),
            "reason", event -> event.reason().text());
    private static final String LINK = "link";

    /** Throws IllegalArgumentException for a word that there is not. */
    public ChatMessage {
        phases = Set.copyOf(phases);
        WORD.matcher(template).results().map(word -> word.group(1)).forEach(word -> {
            if (!WORDS.containsKey(word) && !word.equals(LINK)) {
                throw new IllegalArgumentException("gangway.chat.template: there is no {%s}; there are {link} and %s"
                        .formatted(word, WORDS.keySet()));
            }
        });
    }

    boolean isWorthTelling(ShiftEvent event) {
        return phases.contains(event.to()) && event.to() != event.from();
    }

    String text(ShiftEvent event) {
        return WORD.matcher(template)
                .replaceAll(word -> Matcher.quoteReplacement(
                        word.group(1).equals(LINK)
                                ? link(event)
                                : escaped(WORDS.get(word.group(1)).apply(event))))
                .strip();
    }

    private String link(ShiftEvent event) {
        return console.map(base -> "<%s/?shift=%s/%s|Look at it>"
                        .formatted(
                                base.toString().replaceAll("/+$", ""),
                                event.plan().id().namespace(),
                                event.plan().id().name()))
                .orElse("");
    }

    /** As Slack wants it: what is between its signs is no link and calls nobody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
