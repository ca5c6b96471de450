package dev.gangway.control.alert;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Shifts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alerts of labels in one line, and the shift that they are for: shop/cart-to-eks1, of service cart. */
final class Alerts {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant NOW = START.plusSeconds(90);

    private Alerts() {}

    static Alert fires(String fingerprint, String labels) {
        return new Alert(
                true,
                labels(labels),
                fingerprint,
                START,
                Optional.empty(),
                Link.of("http://prometheus/graph"),
                Link.of("http://alertmanager"));
    }

    static Alert isOver(String fingerprint, String labels) {
        return new Alert(
                false,
                labels(labels),
                fingerprint,
                START,
                Optional.of(START.plusSeconds(60)),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> labels(String line) {
        return Arrays.stream(line.split(" ", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    static ShiftRecord shift(Request request) {
        return shift(request, Phases.shifting(1));
    }

    static ShiftRecord shift(Request request, Phase phase) {
        return new ShiftRecord(
                "1",
                Shifts.plan(),
                request,
                new ShiftState(
                        phase,
                        Phases.REASON,
                        1,
                        Verdict.HEALTHY,
                        List.of(),
                        Evidence.NONE,
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Instant.EPOCH));
    }
}
