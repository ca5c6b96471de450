package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.EvidenceStatus.DoubtStatus;
import dev.gangway.adapter.crd.EvidenceStatus.TrafficStatus;
import dev.gangway.adapter.crd.EvidenceStatus.TrialStatus;
import dev.gangway.adapter.crd.EvidenceStatus.WarmUpStatus;
import dev.gangway.domain.analysis.Doubt;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Measure;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Trial;
import dev.gangway.domain.analysis.WarmUp;
import dev.gangway.domain.traffic.Weight;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Evidence and its form in the status: what is written can be read back without loss. */
final class EvidenceMapping {
    private static final Logger LOG = Logger.getLogger(EvidenceMapping.class);

    private EvidenceMapping() {}

    /** Null where there is none. */
    static EvidenceStatus status(Evidence evidence) {
        if (evidence.equals(Evidence.NONE)) {
            return null;
        }
        return new EvidenceStatus(
                evidence.previous().equals(Weight.NONE)
                        ? null
                        : evidence.previous().percent(),
                text(evidence.validFrom()),
                text(evidence.seenUntil()),
                text(evidence.raisedAt()),
                Numbers.unless(Evidence.NONE.rate(), evidence.rate()),
                Numbers.unless(Evidence.NONE.lostAtMost(), evidence.lostAtMost()),
                evidence.ticks() == 0 ? null : evidence.ticks(),
                status(evidence.source()),
                status(evidence.destination()),
                LatencyMapping.status(
                        evidence.source().latency(), evidence.destination().latency()),
                evidence.knowsSource() ? TrackMapping.status(evidence.tracks()) : null,
                evidence.doubt().map(EvidenceMapping::status).orElse(null),
                evidence.trial().map(EvidenceMapping::status).orElse(null),
                evidence.warmUp().map(EvidenceMapping::status).orElse(null));
    }

    /** Evidence of another version of Gangway, or that somebody has edited, is as good as none: it is gathered anew. */
    static Evidence evidence(EvidenceStatus status) {
        if (status == null || isOfAnEarlierVersion(status)) {
            return Evidence.NONE;
        }
        try {
            return read(status);
        } catch (IllegalArgumentException | NullPointerException | DateTimeException e) {
            LOG.warnf("the evidence of a shift can't be read and is gathered anew: %s", e);
            return Evidence.NONE;
        }
    }

    /** It did not say until when it had counted. */
    private static boolean isOfAnEarlierVersion(EvidenceStatus status) {
        return status.seenUntil() == null && (status.source() != null || status.destination() != null);
    }

    private static Evidence read(EvidenceStatus status) {
        return new Evidence(
                status.previous() == null ? Weight.NONE : Weight.percent(status.previous()),
                instant(status.validFrom()),
                traffic(status.source(), LatencyMapping.latency(status.latency(), LatencyMapping.SOURCE)),
                traffic(status.destination(), LatencyMapping.latency(status.latency(), LatencyMapping.DESTINATION)),
                TrackMapping.tracks(requireNonNullElse(status.tracks(), Map.of())),
                Numbers.or(Evidence.NONE.rate(), status.rate()),
                Numbers.or(Evidence.NONE.lostAtMost(), status.lostAtMost()),
                requireNonNullElse(status.ticks(), 0),
                instant(status.seenUntil()),
                instant(status.raisedAt()),
                Optional.ofNullable(status.doubt()).map(EvidenceMapping::doubt),
                Optional.ofNullable(status.trial()).map(EvidenceMapping::trial),
                Optional.ofNullable(status.warmUp()).map(EvidenceMapping::warmUp));
    }

    private static TrafficStatus status(Traffic traffic) {
        return traffic.equals(Traffic.NONE) ? null : new TrafficStatus(traffic.requests(), traffic.failures());
    }

    private static Traffic traffic(TrafficStatus status, LatencyHistogram latency) {
        return status == null ? Traffic.NONE : new Traffic(status.requests(), status.failures(), latency);
    }

    private static DoubtStatus status(Doubt doubt) {
        return new DoubtStatus(
                doubt.kind().name(),
                doubt.at().percent(),
                doubt.times(),
                doubt.last().toString());
    }

    private static Doubt doubt(DoubtStatus status) {
        return new Doubt(
                Doubt.Kind.valueOf(status.kind()),
                Weight.percent(status.percent()),
                status.times(),
                Instant.parse(status.last()));
    }

    private static TrialStatus status(Trial trial) {
        return new TrialStatus(trial.from().percent(), trial.ofLatency(), trial.times(), trial.explained());
    }

    private static Trial trial(TrialStatus status) {
        return new Trial(Weight.percent(status.percent()), status.ofLatency(), status.times(), status.explained());
    }

    private static WarmUpStatus status(WarmUp warmUp) {
        return new WarmUpStatus(
                warmUp.measure().name(),
                Numbers.written(warmUp.excess()),
                warmUp.since().toString(),
                warmUp.until().toString());
    }

    private static WarmUp warmUp(WarmUpStatus status) {
        return new WarmUp(
                Measure.valueOf(status.measure()),
                status.excess().doubleValue(),
                Instant.parse(status.since()),
                Instant.parse(status.until()));
    }

    private static String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static Optional<Instant> instant(String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
