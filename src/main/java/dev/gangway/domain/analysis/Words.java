package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The judge's sentences: what was seen, against what, and what is awaited, with units and at most three digits. */
final class Words {
    private static final double LOWEST_ODDS = 0.01;
    private static final double HIGHEST_ODDS = 1_000_000;

    private Words() {}

    /** What was seen and how strongly it speaks for harm. */
    static String sentence(Finding finding) {
        String seen = finding.objective() == Finding.Objective.ERROR_RATIO ? errors(finding) : latency(finding);
        return seen + "; evidence for harm " + odds(finding.evidence()) + ":1, limit " + digits(finding.evidenceLimit())
                + ":1";
    }

    /** The findings that matter, and what follows from them. */
    static String summary(
            Conclusion conclusion, Protocol protocol, TrafficSplit split, double rate, List<Finding> findings) {
        List<Finding> counted =
                findings.stream().filter(finding -> finding.requests() > 0).toList();
        List<Finding> telling = counted.stream()
                .filter(finding -> conclusion.verdict() != Verdict.DEGRADED || finding.verdict() == Verdict.DEGRADED)
                .toList();
        String seen = counted.isEmpty() && !findings.isEmpty()
                ? "no %s to %s yet".formatted(protocol.counted(), split.destination())
                : (telling.isEmpty() ? counted : telling)
                        .stream().map(Finding::sentence).distinct().collect(Collectors.joining("; "));
        String follows = follows(conclusion, protocol, split, rate);
        return seen.isEmpty() ? follows : follows.isEmpty() ? seen : seen + "; " + follows;
    }

    /** What clients make of the routes, where that is not what the routes say, and the way out. */
    static String difference(List<Map.Entry<String, ClientShares>> differing, TrafficSplit split) {
        String seen = differing.stream()
                .map(clients -> "clients in %s send %s of %,d requests to %s"
                        .formatted(
                                clients.getKey(),
                                percent(clients.getValue().seen().ratio()),
                                Math.round(clients.getValue().seen().requests()),
                                split.destination()))
                .collect(Collectors.joining(", "));
        return ("%s where the routes say %s; look for routes of their own (a private VirtualService in their namespace, an"
                        + " ingress gateway's) and for proxies that are not in sync (istioctl proxy-status)")
                .formatted(seen, split.toDestination());
    }

    private static String follows(Conclusion conclusion, Protocol protocol, TrafficSplit split, double rate) {
        double number = conclusion.number();
        Optional<Weight> advised = conclusion.advised();
        String words = conclusion.ground().words();
        words = filled(words, "{source}", () -> split.source().value());
        words = filled(words, "{destination}", () -> split.destination().value());
        words = filled(words, "{weight}", () -> split.toDestination().toString());
        words = filled(words, "{lower}", () -> advised.map(Weight::toString).orElse("this weight"));
        words = filled(words, "{at}", () -> advised.map("at %s "::formatted).orElse(""));
        words = filled(words, "{number}", () -> digits(number));
        words = filled(words, "{percent}", () -> percent(number));
        words = filled(words, "{requests}", protocol::counted);
        words = filled(words, "{more}", () -> more(digits(number), protocol));
        return filled(words, "{about}", () -> about(number, rate, split.toDestination()));
    }

    /** Most grounds have few of the places, and each shift is told of its own in each round. */
    private static String filled(String words, String place, Supplier<String> with) {
        return words.contains(place) ? words.replace(place, with.get()) : words;
    }

    /** Without a format: a shift is written with all sentences of its history, and each format is parsed anew. */
    private static String errors(Finding finding) {
        String share = finding.requests() > 0 ? " (" + percent((double) finding.bad() / finding.requests()) + ")" : "";
        String source = finding.source().isPresent()
                ? " while " + finding.sourceCluster() + " failed "
                        + percent(finding.source().getAsDouble())
                : "";
        return finding.bad() + " of " + finding.requests() + " "
                + finding.protocol().counted() + " to " + finding.destinationCluster() + " failed" + share + source;
    }

    private static String latency(Finding finding) {
        return finding.bad() + " of " + finding.requests() + " requests to " + finding.destinationCluster()
                + " took over " + millis(finding.edgeMillis()) + tails(finding);
    }

    private static String about(double requests, double rate, Weight weight) {
        double perSecond = rate * weight.permille() / 1000;
        if (perSecond <= 0) {
            return "";
        }
        double seconds = requests / perSecond;
        return seconds < 120
                ? " (about %s s at this rate)".formatted(digits(Math.max(1, Math.ceil(seconds))))
                : " (about %s min at this rate)".formatted(digits(Math.ceil(seconds / 60)));
    }

    private static String percent(double ratio) {
        double percent = ratio * 100;
        if (percent > 0 && percent < 0.1) {
            return digits(percent) + " %";
        }
        int decimals = percent >= 9.95 || percent == 0 ? 0 : 1;
        return BigDecimal.valueOf(percent)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString() + " %";
    }

    private static String tails(Finding finding) {
        if (finding.destination().isEmpty()) {
            return "";
        }
        String source = finding.source().isEmpty()
                ? ""
                : ", that of " + finding.sourceCluster() + " at "
                        + millis(finding.source().getAsDouble());
        return " (its tail at " + millis(finding.destination().getAsDouble()) + source + ")";
    }

    private static String millis(double millis) {
        return digits(millis) + " ms";
    }

    private static String more(String number, Protocol protocol) {
        return number + " more " + (number.equals("1") ? protocol.one() : protocol.counted());
    }

    /** Beyond these nobody reads the digits. */
    private static String odds(double odds) {
        return odds < LOWEST_ODDS
                ? "under " + digits(LOWEST_ODDS)
                : odds > HIGHEST_ODDS ? "over " + digits(HIGHEST_ODDS) : digits(odds);
    }

    private static String digits(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(value < 1 ? 1 : value < 100 ? 2 : 3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
