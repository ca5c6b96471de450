package dev.gangway.control.backtest;

import static dev.gangway.control.backtest.MadeUpRecord.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.RefusedException;
import dev.gangway.control.backtest.BacktestReport.Outcome;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestTest {
    private static final Duration SIX_HOURS = Duration.ofHours(6);
    private static final int PLACEBOS = 40;

    @Test
    void shouldLetAHealthyServicePassAndFindWhatIsAddedToIt() {
        BacktestReport report = run(MadeUpRecord.of(20));

        assertThat(report.healthy().rolledBack().count()).isLessThanOrEqualTo(1);
        assertThat(report.healthy().unfinished()).isZero();
        assertThat(report.healthy().secondsToAll().median().orElseThrow()).isBetween(60.0, 400.0);
        assertThat(report.healthy().addedFailures().expected()).isZero();
        assertThat(report.regressions()).extracting(Outcome::failing).containsExactlyElementsOf(Backtest.REGRESSIONS);
        assertThat(report.regressions()).allSatisfy(outcome -> {
            assertThat(outcome.rolledBack().count()).isEqualTo(PLACEBOS);
            assertThat(outcome.secondsToRollback().median().orElseThrow()).isBetween(10.0, 900.0);
            assertThat(outcome.addedFailures().median()).isBetween(1.0, 60.0);
            assertThat(outcome.addedFailures().p95())
                    .isGreaterThanOrEqualTo(outcome.addedFailures().median());
        });
        assertThat(report.regressions().get(2).secondsToRollback().median().orElseThrow())
                .isLessThan(
                        report.regressions().get(0).secondsToRollback().median().orElseThrow());
    }

    @Test
    void shouldSayWhatItPlayedOver() {
        BacktestReport report = run(MadeUpRecord.of(20));

        assertThat(report.service()).isEqualTo(PLAN.service());
        assertThat(report.placebos()).isEqualTo(PLACEBOS);
        assertThat(report.seed()).isEqualTo(11);
        assertThat(report.record().source()).isEqualTo(PLAN.source());
        assertThat(report.record().from()).isEqualTo(MadeUpRecord.BEGIN);
        assertThat(report.record().to()).isEqualTo(MadeUpRecord.BEGIN.plus(SIX_HOURS));
        assertThat(report.record().windows()).isEqualTo(2160);
        assertThat(report.record().window()).isEqualTo(Duration.ofSeconds(10));
        assertThat(report.record().requestsPerSecond()).isBetween(19.5, 20.5);
    }

    @Test
    void shouldGiveTheLimitsOfAShare() {
        BacktestReport.Share none = new BacktestReport.Share(0, 100);
        BacktestReport.Share some = new BacktestReport.Share(5, 100);

        assertThat(none.low()).isZero();
        assertThat(none.high()).isBetween(0.036, 0.038);
        assertThat(some.low()).isBetween(0.021, 0.022);
        assertThat(some.high()).isBetween(0.111, 0.113);
    }

    @Test
    void shouldPassBurstsThatAreUsualAndTellOfADisasterOfAServiceTooQuietForAControl() {
        BacktestReport usual = run(MadeUpRecord.of(20).failing(number -> number % 60 < 2 ? 0.05 : 0.001));
        BacktestReport disaster = run(MadeUpRecord.of(0.5).failing(number -> number >= 1200 ? 0.4 : 0.0005));

        assertThat(usual.healthy().rolledBack().count()).isLessThanOrEqualTo(1);
        assertThat(disaster.healthy().rolledBack().count()).isPositive();
        assertThat(disaster.mistakes()).hasSizeBetween(1, 5).allSatisfy(mistake -> {
            assertThat(mistake.at()).isAfterOrEqualTo(MadeUpRecord.BEGIN.plusSeconds(12_000));
            assertThat(mistake.why()).contains("evidence for harm");
        });
    }

    @Test
    void shouldWaitLikeARealShiftWhereTooLittleIsKnown() {
        BacktestReport report = run(MadeUpRecord.of(0.001));

        assertThat(report.healthy().unfinished()).isEqualTo(PLACEBOS);
        assertThat(report.healthy().rolledBack().count()).isZero();
        assertThat(report.healthy().secondsToAll().median()).isEmpty();
        assertThat(report.healthy().secondsToAll().p90()).isEmpty();
    }

    @Test
    void shouldTakeLongerForAQuietService() {
        BacktestReport report = run(MadeUpRecord.of(0.03));

        double seconds = report.healthy().secondsToAll().median().orElseThrow();
        assertThat(seconds).isGreaterThan(300);
    }

    @Test
    void shouldPlayTheSameShiftsForTheSameSeed() {
        List<MetricWindow> record = MadeUpRecord.of(5).lasting(SIX_HOURS);

        BacktestReport one = new Backtest(PLAN, record, PLACEBOS, 1).run();

        assertThat(new Backtest(PLAN, record, PLACEBOS, 1).run()).isEqualTo(one);
        assertThat(new Backtest(PLAN, record, PLACEBOS, 2).run().regressions()).isNotEqualTo(one.regressions());
    }

    @Test
    void shouldRollNothingBackBecauseOfAGap() {
        MadeUpRecord record = MadeUpRecord.of(20).without(number -> number % 100 < 20);

        BacktestReport report = run(record);

        assertThat(report.record().recorded()).isEqualTo(Duration.ofSeconds(17_200));
        assertThat(report.healthy().rolledBack().count()).isLessThanOrEqualTo(1);
        assertThat(report.healthy().unfinished()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldLookOnceAWindowWhereWindowsAreLong() {
        BacktestReport report = new Backtest(
                        PLAN,
                        MadeUpRecord.of(20).inWindowsOf(Duration.ofMinutes(1)).lasting(SIX_HOURS),
                        PLACEBOS,
                        11)
                .run();

        assertThat(report.record().window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(report.healthy().rolledBack().count()).isLessThanOrEqualTo(1);
        assertThat(report.healthy().secondsToAll().median().orElseThrow() % 60).isZero();
    }

    @Test
    void shouldNotFinishWhereTheWatchIsLongerThanTheRecord() {
        Pacing patient = new Pacing(
                Pacing.DEFAULT.propagation(), Pacing.DEFAULT.soak(), Pacing.DEFAULT.bake(), Duration.ofDays(7));

        BacktestReport report =
                new Backtest(MadeUpRecord.plan(patient), MadeUpRecord.of(20).lasting(SIX_HOURS), PLACEBOS, 11).run();

        assertThat(report.healthy().unfinished()).isEqualTo(PLACEBOS);
        assertThat(report.healthy().secondsToAll().p90()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void shouldRefuseTooFewAndTooManyPlacebos(int placebos) {
        List<MetricWindow> record = MadeUpRecord.of(1).lasting(SIX_HOURS);

        assertThatThrownBy(() -> new Backtest(PLAN, record, placebos, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessage("placebos " + placebos + " must be between 1 and 500");
    }

    @Test
    void shouldRefuseAShortRecordAndSayHowMuchThereIs() {
        List<MetricWindow> record = MadeUpRecord.of(1).lasting(Duration.ofMinutes(80));

        assertThatThrownBy(() -> new Backtest(PLAN, record, 10, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("only 80 min of shop/checkout are recorded, and a backtest needs 90");
    }

    @Test
    void shouldRefuseASourceThatServedNothing() {
        List<MetricWindow> record = MadeUpRecord.of(0.0001).failing(number -> 0).lasting(SIX_HOURS).stream()
                .map(window -> new MetricWindow(window.from(), window.to(), Map.of(), 0))
                .toList();

        assertThatThrownBy(() -> new Backtest(PLAN, record, 10, 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no request of shop/checkout to k8s2 is recorded");
    }

    @Test
    void shouldKnowTheClusterThatServesMost() {
        assertThat(Tape.busiest(MadeUpRecord.of(1).lasting(Duration.ofHours(1))))
                .contains(new ClusterName("k8s2"));
        assertThat(Tape.busiest(List.of())).isEmpty();
    }

    private static BacktestReport run(MadeUpRecord record) {
        return new Backtest(PLAN, record.lasting(SIX_HOURS), PLACEBOS, 11).run();
    }
}
