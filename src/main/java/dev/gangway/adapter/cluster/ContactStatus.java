package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A contact as the status of a MeshCluster says it. */
final class ContactStatus {
    static final String REACHABLE = "Reachable";
    static final String ACCESS_USABLE = "AccessUsable";

    private ContactStatus() {}

    /** What the status is now, where that was the last one: a condition's time changes only when it turns. */
    static MeshClusterStatus of(Contact contact, MeshCluster cluster, Instant now) {
        long generation = requireNonNullElse(cluster.getMetadata().getGeneration(), 0L);
        List<Condition> before = conditions(cluster.getStatus());
        String known = cluster.getStatus() == null ? null : cluster.getStatus().lastAnswer();
        Optional<String> lastAnswer =
                contact.lastAnswer().map(ContactStatus::text).or(() -> Optional.ofNullable(known));
        Condition access = condition(
                ACCESS_USABLE,
                contact.refusal().isPresent() ? "False" : "True",
                contact.refusal().isPresent() ? "Refused" : "Followed",
                contact.refusal().orElse(""));
        return new MeshClusterStatus(
                List.of(
                        since(reachable(contact, lastAnswer, now), before, generation, now),
                        since(access, before, generation, now)),
                lastAnswer.orElse(null),
                generation);
    }

    /** Whether something has turned; that a time or a number in a message is another is not worth a write at once. */
    static boolean hasTurned(MeshClusterStatus before, MeshClusterStatus after) {
        return !outline(before).equals(outline(after));
    }

    private static Condition reachable(Contact contact, Optional<String> lastAnswer, Instant now) {
        return switch (contact.state()) {
            case ANSWERS -> condition(REACHABLE, "True", "Answers", "its API server answers");
            case NOT_ASKED -> condition(REACHABLE, "Unknown", "NotAsked", "its API server has not been asked yet");
            case WITHOUT_ACCESS ->
                condition(
                        REACHABLE,
                        "Unknown",
                        "NoAccess",
                        "there is no way to ask its API server: "
                                + contact.refusal().orElse("it is joining"));
            case FAILS ->
                condition(
                        REACHABLE,
                        "False",
                        failing(contact.lacking().orElse("")),
                        age(lastAnswer, now) + ": " + contact.lacking().orElse(""));
        };
    }

    private static String failing(String words) {
        if (words.startsWith("it answers")) {
            return "AnswersWithAnError";
        }
        return words.startsWith(NoAnswer.CERTIFICATE) ? "CertificateRefused" : "DoesNotAnswer";
    }

    private static String age(Optional<String> lastAnswer, Instant now) {
        return lastAnswer
                .map(at -> "the last good answer of its API server came %d min ago, at %s"
                        .formatted(
                                Math.max(
                                        0,
                                        Duration.between(Instant.parse(at), now).toMinutes()),
                                at))
                .orElse("its API server has given no good answer yet");
    }

    private static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    private static Condition since(Condition now, List<Condition> before, long generation, Instant at) {
        String since = before.stream()
                .filter(condition -> now.getType().equals(condition.getType())
                        && now.getStatus().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(text(at));
        return new ConditionBuilder(now)
                .withLastTransitionTime(since)
                .withObservedGeneration(generation)
                .build();
    }

    private static List<String> outline(MeshClusterStatus status) {
        return conditions(status).stream()
                .map(condition -> "%s %s %s %s"
                        .formatted(
                                condition.getType(),
                                condition.getStatus(),
                                condition.getReason(),
                                condition.getObservedGeneration()))
                .toList();
    }

    private static List<Condition> conditions(MeshClusterStatus status) {
        return status == null ? List.of() : requireNonNullElse(status.conditions(), List.of());
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
