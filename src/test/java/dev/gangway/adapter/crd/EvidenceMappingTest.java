package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Dispersion;
import dev.gangway.domain.analysis.Doubt;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.HarmEvidence;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Measure;
import dev.gangway.domain.analysis.Norm;
import dev.gangway.domain.analysis.Tally;
import dev.gangway.domain.analysis.Track;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Trial;
import dev.gangway.domain.analysis.WarmUp;
import dev.gangway.domain.analysis.Yardstick;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceMappingTest {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456Z");

    /** A service of 200 requests per second at 25 %, with noise and bursts in its past; numbers of four digits. */
    private static final Evidence TYPICAL = new Evidence(
            new Weight(100),
            Optional.of(AT),
            new Traffic(
                    6061,
                    7,
                    States.histogram(
                            Map.of(5.0, 33L, 10.0, 334L, 25.0, 2078L, 50.0, 2247L, 100.0, 1118L, 250.0, 244L))),
            new Traffic(
                    1951,
                    2,
                    States.histogram(Map.of(5.0, 16L, 10.0, 110L, 25.0, 677L, 50.0, 693L, 100.0, 372L, 250.0, 81L))),
            List.of(
                    track(
                            Measure.ERRORS,
                            0,
                            new Norm(0.001222, 0.0001578, noise(0.007823, 0.03463), 20, 0.117),
                            new Tally(7.394, 7619),
                            new Tally(0.72, 1120)),
                    track(
                            Measure.SLUGGISH,
                            50,
                            new Norm(0.3412, 0.0021, noise(0.001234, 0.006789), 0, 0),
                            new Tally(2598, 7611),
                            new Tally(262.4, 1118)),
                    track(
                            Measure.SLOW,
                            100,
                            new Norm(0.1123, 0.001253, noise(0.001234, 0.006789), 0, 0),
                            new Tally(836.51, 7612),
                            new Tally(49.13, 1119)),
                    track(
                            Measure.SLOWEST,
                            250,
                            new Norm(0.01011, 0.0003761, noise(0.005432, 0.009876), 0, 0),
                            new Tally(79.65, 7612),
                            new Tally(1.374, 1119))),
            199.7,
            0.0000125,
            3,
            Optional.of(AT.plusSeconds(30)),
            Optional.of(AT.minusSeconds(90)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void shouldTakeLessThanAKilobyteForATypicalShift() {
        String json = Serialization.asJson(EvidenceMapping.status(TYPICAL.rounded()));

        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024);
        assertThat(read(json)).isEqualTo(TYPICAL.rounded());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 20, 500})
    void shouldTakeLessThanAKilobyteForWhatTheJudgeGathers(double requestsPerSecond) {
        Judged service = new Judged(requestsPerSecond);

        for (int permille : new int[] {1, 20, 100, 250, 500, 950}) {
            Evidence gathered = service.afterFourLooks(permille).rounded();
            String json = Serialization.asJson(EvidenceMapping.status(gathered));

            assertThat(gathered.tracks()).hasSize(4);
            assertThat(json.getBytes(StandardCharsets.UTF_8)).as(json).hasSizeLessThan(1024);
            assertThat(read(json)).isEqualTo(gathered);
        }
    }

    @Test
    void shouldReadBackEveryDigitOfAllThatEvidenceCanHave() {
        assertThat(roundTrip(States.richEvidence())).isEqualTo(States.richEvidence());
    }

    @Test
    void shouldReadBackDoubtTrialAndWarmUp() {
        Evidence evidence = new Evidence(
                TYPICAL.previous(),
                TYPICAL.validFrom(),
                TYPICAL.source(),
                TYPICAL.destination(),
                TYPICAL.tracks(),
                TYPICAL.rate(),
                TYPICAL.lostAtMost(),
                TYPICAL.ticks(),
                TYPICAL.seenUntil(),
                TYPICAL.raisedAt(),
                Optional.of(new Doubt(Doubt.Kind.DESTINATION, new Weight(1), 2, AT)),
                Optional.of(new Trial(Weight.ALL, true, 2, true)),
                Optional.of(new WarmUp(Measure.SLOW, 0.12, AT, AT.plusSeconds(60))));

        assertThat(roundTrip(evidence)).isEqualTo(evidence);
    }

    @Test
    void shouldWriteNothingWhereNothingIsGathered() {
        assertThat(EvidenceMapping.status(Evidence.NONE)).isNull();
        assertThat(EvidenceMapping.evidence(null)).isEqualTo(Evidence.NONE);
        assertThat(Serialization.asJson(EvidenceMapping.status(Evidence.NONE.validFrom(AT))))
                .isEqualTo("{\"validFrom\":\"2026-11-22T12:00:00.123456Z\"}");
        assertThat(roundTrip(Evidence.NONE.validFrom(AT))).isEqualTo(Evidence.NONE.validFrom(AT));
    }

    @Test
    void shouldNameWhatItWritesSoThatPeopleCanReadIt() {
        assertThat(Serialization.asJson(EvidenceMapping.status(TYPICAL.rounded())))
                .contains("\"rate\":200", "\"ticks\":3", "\"source\":{\"requests\":6061,\"failures\":7}")
                .contains(
                        "\"latency\":{\"1\":[0,0],\"5\":[33,16],\"10\":[334,110],",
                        "\"SLOW\":{\"edge\":[100,40,100,0.167],\"norm\":[0.112,0.00125,0.00123,0.00679]")
                .doesNotContain("null", "doubt", "warmUp");
    }

    @Test
    void shouldFollowTheMeasuresInTheirOrderWhateverTheOrderOfTheMap() {
        Evidence read = read("{tracks: {SLOWEST: {edge: [250]}, ERRORS: {}, SLOW: {edge: [100]}}}");

        assertThat(read.tracks())
                .extracting(Track::measure)
                .containsExactly(Measure.ERRORS, Measure.SLOW, Measure.SLOWEST);
    }

    @Test
    void shouldBeginAnewOnWhatAnEarlierVersionHasGathered() {
        Evidence read = read(
                """
                {validFrom: "2026-11-22T12:00:00Z",
                 source: {requests: 800, failures: 1, latency: {"25.0": 799}},
                 destination: {requests: 90, failures: 0, latency: {"10.0": 0, "25.0": 90}},
                 reference: {requests: 4000, failures: 3, latency: {"25.0": 3997}},
                 lost: {lost: 0, requests: 5000}}
                """);

        assertThat(read).isEqualTo(Evidence.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tracks: {SMELLY: {edge: [250]}}}",
                "{tracks: {SLOW: null}}",
                "{tracks: {SLOW: {norm: [2, 0.1]}}}",
                "{tracks: {SLOW: {norm: [0.1, 0.1, -1]}}}",
                "{tracks: {SLOW: {norm: [0.1, null]}}}",
                "{tracks: {SLOW: {edge: [-1]}}}",
                "{tracks: {SLOW: {harm: [0.1, 1, 1, 1, 1, 1, 1, 1]}}}",
                "{tracks: {SLOW: {harm: [2]}}}",
                "{tracks: {SLOW: {harm: [0.1, -1]}}}",
                "{tracks: {SLOW: {recent: [2, 1]}}}",
                "{seenUntil: yesterday}",
                "{seenUntil: '2026-11-22T12:00:00Z', source: {requests: 1, failures: 2}}",
                "{seenUntil: '2026-11-22T12:00:00Z', source: {failures: 2}}",
                "{seenUntil: '2026-11-22T12:00:00Z', source: {requests: 1, failures: 0}, latency: {fast: [1, 0]}}",
                "{seenUntil: '2026-11-22T12:00:00Z', source: {requests: 1, failures: 0}, latency: {'25': [-1, 0]}}",
                "{seenUntil: '2026-11-22T12:00:00Z', source: {requests: 1, failures: 0}, latency: {'25': [1]}}",
                "{doubt: {kind: WEATHER, percent: 5, times: 1}}",
                "{doubt: {kind: DESTINATION, percent: 5}}",
                "{trial: {percent: 100, ofLatency: true, times: 0, explained: false}}",
                "{trial: {percent: 100, times: 1}}",
                "{warmUp: {measure: SLOW}}",
            })
    void shouldBeginAnewOnWhatMakesNoSense(String yaml) {
        assertThat(read(yaml)).isEqualTo(Evidence.NONE);
    }

    @Test
    void shouldFindTheSameLatenciesWithoutTheEmptyBuckets() {
        LatencyHistogram whole = States.histogram(Map.of(0.5, 3L, 50.0, 40L, 500.0, 5L, ENDLESS, 2L));

        LatencyHistogram read = roundTrip(whole);

        assertSameLatencies(read, whole);
        assertThat(read.countsByUpperMillis())
                .hasSizeLessThan(whole.countsByUpperMillis().size());
        assertThat(read).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    @Test
    void shouldFindTheSameLatenciesWhenItGoesOnCounting() {
        LatencyHistogram before = States.histogram(Map.of(50.0, 40L, 500.0, 5L, ENDLESS, 2L));
        LatencyHistogram more = States.histogram(Map.of(10.0, 9L, 100.0, 30L, 2500.0, 1L));

        assertSameLatencies(roundTrip(before).plus(more), before.plus(more));
        assertSameLatencies(more.plus(roundTrip(before)), before.plus(more));
        assertSameLatencies(roundTrip(roundTrip(before).plus(more)), before.plus(more));
        assertThat(roundTrip(before).plus(more)).isEqualTo(before.plus(more));
    }

    private static void assertSameLatencies(LatencyHistogram found, LatencyHistogram wanted) {
        for (double quantile = 0.01; quantile < 1; quantile += 0.01) {
            assertThat(found.quantileMillis(quantile))
                    .as("quantile %s", quantile)
                    .isEqualTo(wanted.quantileMillis(quantile));
        }
        for (double millis = 0; millis < 12_000; millis += 7) {
            assertThat(found.above(millis)).as("above %s", millis).isEqualTo(wanted.above(millis));
        }
    }

    private static LatencyHistogram roundTrip(LatencyHistogram latency) {
        return roundTrip(new Evidence(
                        Weight.NONE,
                        Optional.empty(),
                        new Traffic(latency.count(), 0, latency),
                        Traffic.NONE,
                        List.of(),
                        0,
                        1,
                        0,
                        Optional.of(AT),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .source()
                .latency();
    }

    private static Evidence roundTrip(Evidence evidence) {
        return read(Serialization.asJson(EvidenceMapping.status(evidence)));
    }

    private static Evidence read(String yaml) {
        return EvidenceMapping.evidence(Serialization.unmarshal("--- " + yaml, EvidenceStatus.class));
    }

    private static Track track(Measure measure, double edge, Norm norm, Tally source, Tally destination) {
        HarmEvidence harm =
                HarmEvidence.of(List.of(0.049956f, 0.0017660f, 0.043509f, 0.017639f, 0.00035608f, 0f), 0.168f);
        Yardstick yardstick = edge == 0 ? Yardstick.NONE : new Yardstick(edge, edge / 2.5, edge, 0.16667);
        return new Track(measure, yardstick, norm, harm, source, destination);
    }

    private static Dispersion noise(double tick, double halfMinute) {
        return new Dispersion(tick, halfMinute, 0, 0);
    }
}
