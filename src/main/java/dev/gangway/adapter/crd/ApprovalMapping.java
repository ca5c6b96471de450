package dev.gangway.adapter.crd;

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
        Optional<ApprovalSpec.Giver> giver = Optional.ofNullable(spec.given())
                .filter(given ->
                        spec.attempt().equals(given.attempt()) && spec.percent().equals(given.percent()));
        return Optional.of(new Approval(
                spec.attempt(),
                new Weight(permille.intValueExact()),
                giver.map(ApprovalSpec.Giver::by).orElse("an edit of the TrafficShift"),
                giver.map(ApprovalSpec.Giver::reason).orElse("")));
    }

    static ApprovalSpec spec(Approval approval) {
        double percent = approval.upTo().percent().doubleValue();
        return new ApprovalSpec(
                approval.attempt(),
                percent,
                new ApprovalSpec.Giver(approval.attempt(), percent, approval.by(), approval.why()));
    }
}
