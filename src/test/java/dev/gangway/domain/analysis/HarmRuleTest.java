package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Weight;
import org.junit.jupiter.api.Test;

class HarmRuleTest {
    private final HarmRule rule = new HarmRule(new Control(true));

    @Test
    void shouldSayNothingBelowTheOddsThatTheObjectivesAskFor() {
        assertThat(rule.rule(usual().look())).isEmpty();
        assertThat(rule.rule(usual().oddsOfErrors(999).look())).isEmpty();
    }

    @Test
    void shouldRollBackAtTheOddsThatTheObjectivesAskFor() {
        Look look = usual().oddsOfErrors(1000).look();
        Ruling ruling = rule.rule(look).orElseThrow();

        assertThat(ruling.conclusion()).isEqualTo(Conclusion.harm(Ground.HARM));
        assertThat(ruling.evidence(look).tracks()).isEqualTo(look.gathered().tracks());
    }

    @Test
    void shouldLeaveSlownessToAnotherRule() {
        assertThat(rule.rule(usual().oddsOfSlowness(1e6, 0.9).look())).isEmpty();
    }

    @Test
    void shouldTakeAControlFirstAtAllTraffic() {
        Look look = usual().step(900, 1000).oddsOfErrors(1000).look();

        assertThat(rule.rule(look).orElseThrow().conclusion())
                .isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, new Weight(500)));
    }

    @Test
    void shouldRollBackAtAllTrafficWhereAControlWouldHaveTooFewRequestsToTellAnything() {
        Look look = usual().step(900, 1000).rate(1.9).oddsOfErrors(1000).look();

        assertThat(rule.rule(look).orElseThrow().conclusion()).isEqualTo(Conclusion.harm(Ground.HARM));
    }

    @Test
    void shouldWaitWhereTheSourceMaySufferFromTheSame() {
        Look look = usual().recently(new Tally(9, 2000), new Tally(8, 1000))
                .oddsOfErrors(1000)
                .look();

        assertThat(rule.rule(look).orElseThrow().conclusion().ground()).isEqualTo(Ground.SOURCE_MAY_SUFFER_TOO);
    }
}
