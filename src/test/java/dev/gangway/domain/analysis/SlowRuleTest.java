package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static dev.gangway.domain.analysis.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** 3 % of the source's requests are slow; latency rolls back at 2,000:1. */
class SlowRuleTest {
    private final SlowRule rule = new SlowRule(true, new Control(true));

    @Nested
    class AtFirst {
        @Test
        void shouldSayNothingBelowAFifthOfTheOddsThatRollBack() {
            assertThat(rule.rule(usual().oddsOfSlowness(399, 0.13).look())).isEmpty();
            assertThat(rule.rule(usual().oddsOfErrors(1e6).look())).isEmpty();
        }

        @Test
        void shouldGiveANewDestinationTimeAtAWeightJustHighEnoughToSeeIt() {
            Looks looks = usual().oddsOfSlowness(400, 0.13);
            Conclusion conclusion = rule.rule(looks.look()).orElseThrow().conclusion();

            // 10 more slow ones a second at all traffic; ten in a minute need 10/(60 · 10) = 1.7 %
            assertThat(conclusion)
                    .isEqualTo(new Conclusion(Verdict.INCONCLUSIVE, Optional.of(new Weight(5)), Ground.WARMING_UP, 75));
        }

        @Test
        void shouldRememberHowSlowItWasAndForgetOnlyTheEvidenceOfSlowness() {
            Looks looks = usual().oddsOfErrors(1.5).oddsOfSlowness(400, 0.13);
            Look look = looks.look();
            Evidence remembered = rule.rule(look).orElseThrow().evidence(look);

            WarmUp warmUp = remembered.warmUp().orElseThrow();
            assertThat(warmUp.measure()).isEqualTo(Measure.SLOW);
            assertThat(warmUp.excess()).isCloseTo(0.1, within(1e-9));
            assertThat(warmUp.since()).isEqualTo(looks.now());
            assertThat(warmUp.until()).isEqualTo(looks.now().plusSeconds(75));
            assertThat(remembered.tracks())
                    .extracting(Track::harm)
                    .containsExactly(Samples.harm(1.5), HarmEvidence.NONE);
        }

        @Test
        void shouldGiveLittleTimeToADestinationThatShouldBeWarm() {
            Looks looks = usual().oddsOfSlowness(400, 0.13);
            looks.raisedAt(looks.now().minusSeconds(300));

            assertThat(rule.rule(looks.look()).orElseThrow().conclusion().number())
                    .isEqualTo(20);
        }

        @Test
        void shouldTakeAControlFirstAtAllTraffic() {
            Look look = usual().step(900, 1000).oddsOfSlowness(400, 0.13).look();

            assertThat(rule.rule(look).orElseThrow().conclusion())
                    .isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, new Weight(500)));
        }
    }

    @Nested
    class WhenItHadTime {
        private final Looks looks = usual().warmingUp(0.1, START.minusSeconds(45), START.plusSeconds(30));

        @Test
        void shouldSayNothingUntilItIsFoundSlowAgainByAllOfTheOdds() {
            assertThat(rule.rule(looks.oddsOfSlowness(1999, 0.13).look())).isEmpty();
        }

        @Test
        void shouldRollBackWhereItDidNotBecomeClearlyFaster() {
            // 8.1 points too many are more than 0.8 of the 10 before
            Ruling ruling = rule.rule(looks.oddsOfSlowness(2000, 0.111).look()).orElseThrow();

            assertThat(ruling.conclusion()).isEqualTo(Conclusion.harm(Ground.STAYS_SLOW));
        }

        @Test
        void shouldWaitOnWhereItBecameClearlyFaster() {
            Look look = looks.oddsOfSlowness(2000, 0.109).look();
            Ruling ruling = rule.rule(look).orElseThrow();

            assertThat(ruling.conclusion()).isEqualTo(Conclusion.hold(Ground.WARMING_UP, 45));
            WarmUp warmUp = ruling.evidence(look).warmUp().orElseThrow();
            assertThat(warmUp.excess()).isCloseTo(0.079, within(1e-9));
            assertThat(warmUp.since()).isEqualTo(START.minusSeconds(45));
            assertThat(warmUp.until()).isEqualTo(looks.now().plusSeconds(45));
            assertThat(ruling.evidence(look).tracks().get(1).harm()).isEqualTo(HarmEvidence.NONE);
        }

        @Test
        void shouldNotWaitLongerThanSevenMinutesInAll() {
            Looks late = usual().oddsOfSlowness(2000, 0.04);
            Look stillSlow = late.warmingUp(0.1, late.now().minusSeconds(421), late.now())
                    .look();
            Look inTime = late.warmingUp(0.1, late.now().minusSeconds(420), late.now())
                    .look();

            assertThat(rule.rule(stillSlow).orElseThrow().conclusion()).isEqualTo(Conclusion.harm(Ground.STAYS_SLOW));
            assertThat(rule.rule(inTime).orElseThrow().conclusion().ground()).isEqualTo(Ground.WARMING_UP);
        }
    }

    @Test
    void shouldRollBackAtOnceWhereNoWarmUpIsGranted() {
        SlowRule impatient = new SlowRule(false, new Control(true));

        assertThat(impatient.rule(usual().oddsOfSlowness(1999, 0.13).look())).isEmpty();
        assertThat(impatient
                        .rule(usual().oddsOfSlowness(2000, 0.13).look())
                        .orElseThrow()
                        .conclusion())
                .isEqualTo(Conclusion.harm(Ground.HARM));
    }
}
