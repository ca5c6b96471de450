package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.shift.Approval;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** An approval as people and the REST interface write it into a shift. */
final class ApprovalMapping {
    private static final BigDecimal MOST = BigDecimal.valueOf(Weight.ALL.permille());

    private ApprovalMapping() {}

    /** One that makes no sense approves nothing, or less than it says: it must never keep a shift from being rolled back. */
    static Optional<Approval> approval(ApprovalSpec spec) {
        if (spec == null || spec.attempt() == null || spec.attempt() < 1 || spec.percent() == null) {
            return Optional.empty();
        }
        BigDecimal permille = BigDecimal.valueOf(spec.percent())
                .movePointRight(1)
                .setScale(0, RoundingMode.DOWN)
                .max(BigDecimal.ZERO)
                .min(MOST);
        return Optional.of(new Approval(
                spec.attempt(),
                new Weight(permille.intValueExact()),
                requireNonNullElse(spec.by(), "an edit of the TrafficShift"),
                requireNonNullElse(spec.reason(), "")));
    }

    static ApprovalSpec spec(Approval approval) {
        return new ApprovalSpec(
                approval.attempt(), approval.upTo().percent().doubleValue(), approval.by(), approval.why());
    }
}
