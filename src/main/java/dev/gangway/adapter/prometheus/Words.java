package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Counting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of the sentences that say why there is no window. */
final class Words {
    private Words() {}

    /** Whole seconds as seconds, all else as milliseconds. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** The last day, or so many. */
    static String lastDays(int days) {
        return days == 1 ? "in the last day" : "in the last %d days".formatted(days);
    }

    /** Each sentence once, in one line. */
    static String together(Collection<String> sentences) {
        return sentences.stream().distinct().collect(Collectors.joining("; "));
    }

    static String noneKnow(List<String> servers, Counting counting, String host) {
        return servers.stream().map(name -> "Prometheus of " + name).collect(Collectors.joining(" and "))
                + (servers.size() == 1 ? " knows no " : " know no ")
                + counting.signal().protocol().counted() + " to " + host;
    }
}
