package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.control.PreflightReport;
import dev.gangway.domain.shift.ShiftId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What preflight says of a shift. */
public record PreflightView(
        @Schema(examples = "shop") String namespace,
        @Schema(examples = "checkout") String name,
        @Schema(description = "Whether nothing keeps the shift from beginning.") boolean mayBegin,
        List<CheckView> checks) {

    /** A check. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CheckView(
            @Schema(description = "Stable, for programs.", examples = "service-ports") String id,
            @Schema(description = "PASS, WARN, FAIL or UNKNOWN.", examples = "FAIL") Result result,
            @Schema(
                            description = "What was seen.",
                            examples = "the ports of shop/checkout are [8080 http] in k8s2 and [8080] in eks1")
                    String seen,
            @Schema(description = "The way out.", examples = "give them the same numbers and names in both clusters")
                    String todo,
            @Schema(description = "Of the shift's specification, that it is about.", examples = "service") String field,
            @Schema(description = "True where it is a warning that somebody has accepted.") Boolean acknowledged) {}

    /** As others read it. */
    public static PreflightView of(PreflightReport report) {
        return new PreflightView(
                report.shift().namespace(),
                report.shift().name(),
                report.mayBegin(),
                report.lines().stream().map(PreflightView::of).toList());
    }

    private static CheckView of(PreflightReport.Line line) {
        Check check = line.check();
        boolean accepted = check.result() == Result.WARN && line.holdsNothingUp();
        return new CheckView(
                check.id(), check.result(), check.seen(), check.todo(), check.field(), accepted ? true : null);
    }

    /** What was written as this. */
    public PreflightReport report() {
        return new PreflightReport(
                new ShiftId(namespace, name),
                checks.stream()
                        .map(check -> new PreflightReport.Line(
                                new Check(check.id(), check.field(), check.result(), check.seen(), check.todo()),
                                check.result() == Result.PASS || Boolean.TRUE.equals(check.acknowledged())))
                        .toList());
    }
}
