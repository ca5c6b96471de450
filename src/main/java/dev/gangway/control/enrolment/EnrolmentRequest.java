package dev.gangway.control.enrolment;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which namespace is to come into the mesh, or to leave it.
 *
 * @param cluster where the namespace is
 * @param namespace a DNS-1123 label
 * @param revision Istio's revision or tag, the value of the label {@code istio.io/rev}; means nothing, and may be empty, where
 *     the namespace is to leave
 * @param pace the pause between a workload that is healthy again and the next restart; from 0 s to 1 h
 * @param disable whether the namespace is to leave the mesh
 * @param force whether it is done although nothing keeps traffic from moving by itself
 * @param by who asks
 */
public record EnrolmentRequest(
        ClusterName cluster,
        String namespace,
        String revision,
        Duration pace,
        boolean disable,
        boolean force,
        String by) {
    /** Where none is asked for. */
    public static final Duration DEFAULT_PACE = Duration.ofSeconds(30);

    private static final Duration LONGEST_PACE = Duration.ofHours(1);
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern PACE = Pattern.compile("(?:(\\d{1,2})h)?(?:(\\d{1,3})m)?(?:(\\d{1,4})s)?");

    /** Throws RefusedException that names the field for what is out of range. */
    public EnrolmentRequest {
        requireNonNull(cluster, "cluster");
        requireNonNull(pace, "pace");
        requireNonNull(by, "by");
        if (namespace == null || !DNS_LABEL.matcher(namespace).matches()) {
            throw refused("namespace", "namespace '%s' is no DNS label".formatted(namespace));
        }
        if (revision == null || !(isLabel(revision) || (disable && revision.isEmpty()))) {
            throw refused(
                    "revision",
                    "revision '%s' can't be the value of a label: give Istio's revision or tag, such as default"
                            .formatted(revision == null ? "" : revision));
        }
        if (pace.isNegative() || pace.compareTo(LONGEST_PACE) > 0) {
            throw refused("pace", "pace %s is not from 0s to 1h".formatted(words(pace)));
        }
    }

    /** Reads a pace such as {@code 30s}, {@code 1m30s} or {@code 0s}; throws RefusedException for anything else. */
    public static Duration pace(String text) {
        Matcher matcher = PACE.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw refused("pace", "pace is no duration: write it as 30s, 2m or 1h");
        }
        return Duration.ofHours(number(matcher, 1))
                .plusMinutes(number(matcher, 2))
                .plusSeconds(number(matcher, 3));
    }

    /** A pace as people write it. */
    public static String words(Duration pace) {
        return pace.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
    }

    /** The namespace with its cluster, as people read it. */
    public String where() {
        return "namespace %s of cluster %s".formatted(namespace, cluster);
    }

    private static boolean isLabel(String value) {
        return LABEL_VALUE.matcher(value).matches();
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static RefusedException refused(String field, String why) {
        return new RefusedException(Kind.INVALID, field, why);
    }
}
