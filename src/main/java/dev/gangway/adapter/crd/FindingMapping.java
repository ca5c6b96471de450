package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.TrafficShiftStatus.FindingStatus;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ShiftPlan;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Findings and their form in the status. The sentence is for people: it is made of the numbers, and so it is here again. */
final class FindingMapping {
    private FindingMapping() {}

    static List<FindingStatus> status(List<Finding> findings) {
        return findings.stream().map(FindingMapping::status).toList();
    }

    static List<Finding> findings(ShiftPlan plan, List<FindingStatus> statuses) {
        return requireNonNullElse(statuses, List.<FindingStatus>of()).stream()
                .flatMap(status -> finding(plan, status))
                .toList();
    }

    private static FindingStatus status(Finding finding) {
        return new FindingStatus(
                finding.objective().name(),
                finding.verdict().name(),
                orNull(finding.destination()),
                orNull(finding.source()),
                orNull(finding.limit()),
                finding.bad(),
                finding.requests(),
                finding.edgeMillis() == 0 ? null : finding.edgeMillis(),
                finding.evidence(),
                finding.evidenceLimit(),
                finding.sentence());
    }

    /**
     * Empty for one of another version of Gangway. An earlier one did not weigh, and without odds the sentence can't be made
     * again; a later one may find out about what is not known here. The reason beside it has the words.
     */
    private static Stream<Finding> finding(ShiftPlan plan, FindingStatus status) {
        if (status.evidence() == null || status.evidenceLimit() == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(read(plan, status));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Stream.empty();
        }
    }

    private static Finding read(ShiftPlan plan, FindingStatus status) {
        return new Finding(
                Finding.Objective.valueOf(status.objective()),
                Verdict.valueOf(status.verdict()),
                plan.source(),
                plan.destination(),
                plan.protocol(),
                optional(status.destination()),
                optional(status.source()),
                optional(status.limit()),
                requireNonNullElse(status.bad(), 0L),
                requireNonNullElse(status.requests(), 0L),
                requireNonNullElse(status.edgeMillis(), 0.0),
                status.evidence(),
                status.evidenceLimit());
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
