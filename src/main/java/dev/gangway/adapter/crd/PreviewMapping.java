package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.TrafficShiftStatus.PreviewStatus;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.PreviewStep;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Previews as people write them, and as they are kept in the status. */
final class PreviewMapping {
    private static final int LASTS = 300;

    private PreviewMapping() {}

    /** Throws InvalidSettingException that says what is wrong. */
    static List<PreviewStep> steps(TrafficShiftSpec spec, ShiftPolicySpec policy, Protocol protocol) {
        if (protocol == Protocol.TCP) {
            // A policy is for other shifts too, whose requests can be previewed.
            requireNone("mirrorFirst", spec.mirrorFirst());
            requireNone("headerFirst", spec.headerFirst());
            return List.of();
        }
        Optional<PreviewStep> mirror = new Settings<>("", spec.mirrorFirst(), policy.mirrorFirst(), spec.policy())
                .set(Optional.empty(), "mirrorFirst", Function.identity(), (none, said) -> step(said));
        Optional<PreviewStep> header = new Settings<>("", spec.headerFirst(), policy.headerFirst(), spec.policy())
                .set(Optional.empty(), "headerFirst", Function.identity(), (none, said) -> step(said));
        return Stream.of(mirror, header).flatMap(Optional::stream).toList();
    }

    private static void requireNone(String field, Object said) {
        if (said != null) {
            throw new InvalidSettingException(
                    field, field + " is set, and protocol is Tcp: it is for requests only; leave it out", null);
        }
    }

    /** None for 0 %: so a shift can do without what its policy says. */
    private static Optional<PreviewStep> step(MirrorFirstSpec said) {
        if (said.percent() == null) {
            throw new IllegalArgumentException("percent is missing; give the share of the requests to mirror");
        }
        Weight share = Weight.percent(BigDecimal.valueOf(said.percent()));
        return share.equals(Weight.NONE)
                ? Optional.empty()
                : Optional.of(new PreviewStep(new Preview.Mirror(share), lasts(said.lastsSeconds())));
    }

    private static Optional<PreviewStep> step(HeaderFirstSpec said) {
        return Optional.of(new PreviewStep(new Preview.Header(said.name(), said.value()), lasts(said.lastsSeconds())));
    }

    private static Duration lasts(Integer seconds) {
        return Duration.ofSeconds(requireNonNullElse(seconds, LASTS));
    }

    static PreviewStatus status(Preview preview) {
        return preview instanceof Preview.Header header
                ? new PreviewStatus(null, header.name(), header.value())
                : new PreviewStatus(((Preview.Mirror) preview).share().percent().doubleValue(), null, null);
    }

    /** Throws IllegalArgumentException for what is none. */
    static Preview preview(PreviewStatus status) {
        if (status == null) {
            throw new IllegalArgumentException("status.position.preview is missing");
        }
        return status.mirrorPercent() == null
                ? new Preview.Header(status.headerName(), status.headerValue())
                : new Preview.Mirror(Weight.percent(BigDecimal.valueOf(status.mirrorPercent())));
    }
}
