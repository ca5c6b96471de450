package dev.gangway.adapter.crd;

import dev.gangway.adapter.crd.EvidenceStatus.TrackStatus;
import dev.gangway.domain.analysis.Dispersion;
import dev.gangway.domain.analysis.HarmEvidence;
import dev.gangway.domain.analysis.Measure;
import dev.gangway.domain.analysis.Norm;
import dev.gangway.domain.analysis.Tally;
import dev.gangway.domain.analysis.Track;
import dev.gangway.domain.analysis.Yardstick;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What is followed of each measure, and its form in the status. Lists, since names for all would be most of it. */
final class TrackMapping {
    private static final int BETS = HarmEvidence.NONE.odds().size();

    private TrackMapping() {}

    static Map<String, TrackStatus> status(List<Track> tracks) {
        Map<String, TrackStatus> written = new LinkedHashMap<>();
        tracks.forEach(track -> written.put(track.measure().name(), status(track)));
        return written;
    }

    /**
     * In the order of the measures: that of a map does not survive the API server.
     *
     * <p>Throws IllegalArgumentException or NullPointerException for what no track is written as.
     */
    static List<Track> tracks(Map<String, TrackStatus> written) {
        return written.keySet().stream()
                .map(Measure::valueOf)
                .sorted()
                .map(measure -> track(measure, written.get(measure.name())))
                .toList();
    }

    private static TrackStatus status(Track track) {
        return new TrackStatus(
                edge(track.yardstick()),
                status(track.norm()),
                status(track.harm()),
                Numbers.written(DoubleStream.of(
                                track.source().bad(),
                                track.source().requests(),
                                track.destination().bad(),
                                track.destination().requests())
                        .mapToObj(Numbers::written)));
    }

    private static Track track(Measure measure, TrackStatus status) {
        List<BigDecimal> recent = Numbers.read(4, status.recent());
        return new Track(
                measure,
                yardstick(status.edge()),
                norm(Numbers.read(8, status.norm())),
                harm(Numbers.read(1 + BETS, status.harm())),
                new Tally(recent.get(0).doubleValue(), recent.get(1).doubleValue()),
                new Tally(recent.get(2).doubleValue(), recent.get(3).doubleValue()));
    }

    private static List<BigDecimal> edge(Yardstick yardstick) {
        return yardstick.equals(Yardstick.NONE)
                ? null
                : Numbers.written(DoubleStream.of(
                                yardstick.edgeMillis(),
                                yardstick.lowerMillis(),
                                yardstick.upperMillis(),
                                yardstick.share())
                        .mapToObj(Numbers::written));
    }

    private static Yardstick yardstick(List<BigDecimal> edge) {
        if (edge == null) {
            return Yardstick.NONE;
        }
        List<BigDecimal> written = Numbers.read(4, edge);
        return new Yardstick(
                written.get(0).doubleValue(),
                written.get(1).doubleValue(),
                written.get(2).doubleValue(),
                written.get(3).doubleValue());
    }

    private static List<BigDecimal> status(Norm norm) {
        Dispersion noise = norm.dispersion();
        return Numbers.written(DoubleStream.of(
                        norm.ratio(),
                        norm.error(),
                        noise.tick(),
                        noise.halfMinute(),
                        noise.minute(),
                        noise.fiveMinutes(),
                        norm.longestBurstSeconds(),
                        norm.worstBurst())
                .mapToObj(Numbers::written));
    }

    private static Norm norm(List<BigDecimal> written) {
        return new Norm(
                written.get(0).doubleValue(),
                written.get(1).doubleValue(),
                new Dispersion(
                        written.get(2).doubleValue(),
                        written.get(3).doubleValue(),
                        written.get(4).doubleValue(),
                        written.get(5).doubleValue()),
                written.get(6).intValue(),
                written.get(7).doubleValue());
    }

    /** Bets on great harm come last, and are soon lost where there is none. */
    private static List<BigDecimal> status(HarmEvidence harm) {
        return Numbers.written(
                Stream.concat(Stream.of(harm.staked()), harm.odds().stream()).map(Numbers::written));
    }

    private static HarmEvidence harm(List<BigDecimal> written) {
        return HarmEvidence.of(
                written.subList(1, 1 + BETS).stream()
                        .map(BigDecimal::floatValue)
                        .toList(),
                written.get(0).floatValue());
    }
}
