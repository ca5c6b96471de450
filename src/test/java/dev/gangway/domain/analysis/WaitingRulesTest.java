package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that wait; they remember nothing. */
class WaitingRulesTest {

    @Nested
    class ForMissingTraffic {
        private final MissingTrafficRule rule = new MissingTrafficRule();

        @Test
        void shouldGoBackToTheFirstStepWhereFarFewerRequestsComeThanTheWeightSays() {
            // 3,000 at the source of three quarters: 1,000 are expected, and fewer than 400 are missing some
            Look look = usual().gathered(fast(3000, 3), fast(399, 0)).look();
            Conclusion conclusion = rule.rule(look).orElseThrow().conclusion();

            assertThat(conclusion.ground()).isEqualTo(Ground.MISSING);
            assertThat(conclusion.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(conclusion.advised()).contains(new Weight(5)); // where a shift of this rate begins
            assertThat(conclusion.number()).isCloseTo(1000, within(1e-9));
        }

        @ParameterizedTest
        @CsvSource({"50, 10", "100, 10", "250, 1"})
        void shouldStayAtTheFirstStep(int weight, double rate) {
            Look look = usual().step(0, weight)
                    .rate(rate)
                    .gathered(fast(3000, 3), fast(0, 0))
                    .look();

            assertThat(rule.rule(look).orElseThrow().conclusion().advised())
                    .isEqualTo(Optional.of(new Weight(50)).filter(first -> weight == 100));
        }

        @ParameterizedTest
        @CsvSource({
            // of 1,000 expected, give or take 4 √(1,000 · (1 + 1/3)) = 146
            "3000, 799, true",
            "3000, 800, false", // four of five are enough, whatever chance says
            // of 100 expected, give or take 46
            "300, 53, true",
            "300, 55, false",
        })
        void shouldWaitWhereFewerComeThanChanceExplains(int atSource, int atDestination, boolean waits) {
            Look look =
                    usual().gathered(fast(atSource, 0), fast(atDestination, 0)).look();

            assertThat(rule.rule(look).map(Ruling::conclusion))
                    .isEqualTo(Optional.of(Conclusion.hold(Ground.MISSING, atSource / 3.0))
                            .filter(c -> waits));
        }

        @ParameterizedTest
        @CsvSource({
            "250, 3000, 800", // enough of them come
            "250, 21, 0", // 7 expected
            "1, 3000, 0", // 3 expected
            "900, 19, 0", // too few at the source to expect anything by
            "1000, 3000, 0", // nothing at the source to expect anything by
        })
        void shouldSayNothingWhereEnoughComeOrTooFewAreExpected(int weight, int atSource, int atDestination) {
            Look look = usual().step(0, weight)
                    .gathered(fast(atSource, 0), fast(atDestination, 0))
                    .look();

            assertThat(rule.rule(look)).isEmpty();
        }
    }

    @Nested
    class WhileItLeansToHarm {
        private final LeaningRule rule = new LeaningRule();

        @ParameterizedTest
        @CsvSource({"2, 3, false", "2.1, 1, true", "1, 3.1, true"})
        void shouldWaitWhileErrorsOrSlownessLeanToHarm(double errors, double slowness, boolean waits) {
            Look look =
                    usual().oddsOfErrors(errors).oddsOfSlowness(slowness, 0.03).look();

            assertThat(rule.rule(look)
                            .map(ruling -> ruling.conclusion().ground())
                            .orElse(Ground.AS_GOOD))
                    .isEqualTo(waits ? Ground.LEANING : Ground.AS_GOOD);
        }

        @Test
        void shouldWaitWhileTheDestinationWarmsUpAndSayForHowLong() {
            Looks looks = usual().oddsOfErrors(100);
            Look warming =
                    looks.warmingUp(0.1, START, looks.now().plusSeconds(40)).look();
            Look warm = looks.warmingUp(0.1, START, looks.now()).oddsOfErrors(1).look();

            assertThat(rule.rule(warming).orElseThrow().conclusion()).isEqualTo(Conclusion.hold(Ground.WARMING_UP, 40));
            assertThat(rule.rule(warm)).isEmpty();
        }
    }

    @Nested
    class ForTheBudget {
        private final BudgetRule rule = new BudgetRule(true);

        @Test
        void shouldWaitForAFewRequests() {
            Look look = usual().gathered(fast(6, 0), fast(2, 0)).look();

            assertThat(rule.rule(look).orElseThrow().conclusion()).isEqualTo(Conclusion.hold(Ground.FEW_REQUESTS, 3));
        }

        @Test
        void shouldBeContentWithOneRequestAfterTheMaximumSoakButNotWithNone() {
            Looks soaked = usual().tick(11);

            assertThat(rule.rule(soaked.gathered(fast(6, 0), fast(1, 0)).look()))
                    .isEmpty();
            assertThat(rule.rule(soaked.gathered(fast(6, 0), fast(0, 0)).look())
                            .orElseThrow()
                            .conclusion())
                    .isEqualTo(Conclusion.hold(Ground.FEW_REQUESTS, 1));
        }

        @Test
        void shouldWaitUntilTheWorstThatIsPlausibleIsAffordableAtTheNextStep() {
            // 0 of 100: up to (1 + 1.64)/100 = 2.64 %; 2.54 points over the reference, of 50 a second in 20 s, are 25.4
            // requests; the budget is 20 + 0.0005 · 100 · 20 = 21; so 100 · (25.4/21 - 1) = 20.95 more are needed
            Look look = usual().gathered(fast(300, 0), fast(100, 0)).look();

            assertThat(rule.rule(look).orElseThrow().conclusion()).isEqualTo(Conclusion.hold(Ground.BUDGET, 21));
        }

        @Test
        void shouldGoOnWhereItIsAffordable() {
            // 0 of 122: up to 2.16 %, which costs 20.6
            assertThat(rule.rule(usual().gathered(fast(366, 0), fast(122, 0)).look()))
                    .isEmpty();
        }

        @Test
        void shouldNotCountTheCostByTheClockOrWithoutThisPartOrAfterTheMaximumSoak() {
            Looks dear = usual().gathered(fast(300, 0), fast(100, 0));

            assertThat(new BudgetRule(false).rule(dear.look())).isEmpty();
            assertThat(rule.rule(dear.tick(11).look())).isEmpty();
            assertThat(rule.rule(dear.tick(2).pace(Objectives.Pace.INTERVAL).look()))
                    .isEmpty();
        }
    }
}
