package dev.gangway.adapter.events;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.TrafficSplit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** A decision as it is told to others. */
public record ShiftChanged(
        Instant at,
        String namespace,
        String shift,
        String service,
        String from,
        String to,
        Map<String, BigDecimal> before,
        Map<String, BigDecimal> after,
        Verdict verdict,
        String cause,
        String reason) {

    static ShiftChanged of(ShiftEvent event) {
        return new ShiftChanged(
                event.at(),
                event.plan().id().namespace(),
                event.plan().id().name(),
                event.plan().service().name(),
                event.from().title(),
                event.to().title(),
                percents(event.before()),
                percents(event.after()),
                event.verdict(),
                event.reason().cause().name(),
                event.reason().text());
    }

    private static Map<String, BigDecimal> percents(TrafficSplit split) {
        return split.shares().entrySet().stream()
                .collect(Collectors.toMap(share -> share.getKey().value(), share -> share.getValue()
                        .percent()));
    }
}
