package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Doubt.Kind;
import dev.gangway.domain.traffic.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 100 requests a second, a quarter at the destination, limit 0.13 %. */
class RetreatRuleTest {
    private static final Tally CALM = new Tally(1, 750);

    /** A bet on 2.13 % gains 4 ln(16.4) + 246 ln(0.9787/0.9987) = 6.2. */
    private static final Tally ALARMING = new Tally(4, 250);

    private final RetreatRule rule = new RetreatRule(new Control(true));

    @Test
    void shouldLookCloserAtLittleTrafficAfterOneAlarmingTick() {
        Looks looks = usual().thisTick(CALM, ALARMING);
        Look look = looks.look();
        Ruling ruling = rule.rule(look).orElseThrow();

        assertThat(ruling.conclusion()).isEqualTo(Conclusion.lower(Ground.DOUBT, new Weight(50)));
        assertThat(ruling.evidence(look).doubt())
                .contains(new Doubt(Kind.DESTINATION, new Weight(250), 1, looks.now()));
        assertThat(ruling.evidence(look).tracks()).isEqualTo(look.gathered().tracks());
    }

    @Test
    void shouldSayNothingToATickThatChanceExplains() {
        // 3 ln(16.4) + 247 ln(0.9787/0.9987) = 3.4
        assertThat(rule.rule(usual().thisTick(CALM, new Tally(3, 250)).look())).isEmpty();
        assertThat(rule.rule(usual().thisTick(CALM, Tally.NONE).look())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"17, true", "16, false"})
    void shouldSayNothingWhereWaitingForTheProofCostsLittle(int failures, boolean retreats) {
        // a quarter of 6.25 a second are 31.25 requests in 20 s: of those, 16 % - 0.1 % are 4.97, and 17 % - 0.1 % are
        // 5.28
        Looks looks = usual().rate(6.25).thisTick(CALM, new Tally(failures, 100));

        assertThat(rule.rule(looks.look()).isPresent()).isEqualTo(retreats);
    }

    @Test
    void shouldRollBackTheThirdTimeAtTheSameWeight() {
        Looks looks = usual().thisTick(CALM, ALARMING);
        Look third = looks.doubting(Kind.DESTINATION, 250, 2).look();

        assertThat(rule.rule(third).orElseThrow().conclusion()).isEqualTo(Conclusion.harm(Ground.DOUBT_REPEATED));
        assertThat(rule.rule(third)
                        .orElseThrow()
                        .evidence(third)
                        .doubt()
                        .orElseThrow()
                        .times())
                .isEqualTo(3);
        assertThat(rule.rule(looks.doubting(Kind.DESTINATION, 250, 1).look())
                        .orElseThrow()
                        .conclusion()
                        .ground())
                .isEqualTo(Ground.DOUBT);
        assertThat(rule.rule(looks.doubting(Kind.DESTINATION, 500, 2).look())
                        .orElseThrow()
                        .conclusion()
                        .ground())
                .isEqualTo(Ground.DOUBT);
    }

    @Test
    void shouldSayNothingBelowTenPerCentSinceLittleIsAtStakeThere() {
        Looks broken = usual().thisTick(CALM, new Tally(200, 250));

        assertThat(rule.rule(broken.step(20, 50).look())).isEmpty();
        assertThat(rule.rule(broken.step(50, 100).look())).isPresent();
    }

    @Test
    void shouldTakeAControlFirstAtAllTrafficAndRollBackTheThirdTime() {
        Looks looks = usual().step(900, 1000).thisTick(Tally.NONE, new Tally(10, 1000));

        assertThat(rule.rule(looks.look()).orElseThrow().conclusion())
                .isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, new Weight(500)));
        assertThat(rule.rule(looks.tried(1, false).look())
                        .orElseThrow()
                        .conclusion()
                        .ground())
                .isEqualTo(Ground.NEEDS_CONTROL);
        assertThat(rule.rule(looks.tried(2, false).look()).orElseThrow().conclusion())
                .isEqualTo(Conclusion.harm(Ground.ALONE_REPEATED));
    }

    @Test
    void shouldLookCloserAtAllTrafficWhereNoControlIsGiven() {
        Look look = usual().step(900, 1000)
                .thisTick(Tally.NONE, new Tally(10, 1000))
                .look();

        assertThat(new RetreatRule(new Control(false)).rule(look).orElseThrow().conclusion())
                .isEqualTo(Conclusion.lower(Ground.DOUBT, new Weight(50)));
    }

    @Test
    void shouldSayNothingAtAllTrafficWhereTheSourceHadSuchBursts() {
        Look look = usual().step(900, 1000)
                .longestBurstSeconds(10)
                .thisTick(Tally.NONE, new Tally(10, 1000))
                .look();

        assertThat(rule.rule(look)).isEmpty();
    }

    @Test
    void shouldSayNothingToTheWindowInWhichTheControlBegan() {
        Looks looks = usual().step(1000, 900).thisTick(CALM, new Tally(10, 900));

        assertThat(rule.rule(looks.tick(-1).look())).isEmpty();
        assertThat(rule.rule(looks.tick(0).look())).isPresent();
    }
}
