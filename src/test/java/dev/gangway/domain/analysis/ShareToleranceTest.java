package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.domain.traffic.Weight;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareToleranceTest {
    /** What the Javadoc of the tolerance promises for each look. */
    private static final double FALSE_ALARMS = 1 / 50_000.0;

    @ParameterizedTest
    @CsvSource({
        // four fifths to five quarters of 10 %, however many requests there are
        "100, 1000000, 80000, true",
        "100, 1000000, 78000, false",
        "100, 1000000, 125000, true",
        "100, 1000000, 128000, false",
        // 2 points more of 0.1 % and of nothing
        "1, 1000000, 21000, true",
        "1, 1000000, 22000, false",
        "0, 1000000, 20000, true",
        "0, 1000000, 21000, false",
        // the source is the smaller side: it gets 4/5 of its 10 %, and 5/4
        "900, 1000000, 920000, true",
        "900, 1000000, 922000, false",
        "900, 1000000, 875000, true",
        "900, 1000000, 872000, false",
        "1000, 1000000, 980000, true",
        "1000, 1000000, 979000, false",
    })
    void shouldLeaveRoomForProxiesThatFollowLate(int permille, double requests, double there, boolean allowed) {
        assertThat(new ShareTolerance(new Weight(permille)).allows(new Share(there, requests)))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        // none of n at four fifths of 10 % is as likely as 0.92^n: below 1 in 10,000 from 111 on
        "100, 110, 0, true",
        "100, 111, 0, false",
        // all of n at 2 % is as likely as 0.02^n
        "0, 2, 2, true",
        "0, 3, 3, false",
        // 38 % of 13 at 7 %
        "50, 13, 5, true",
        "50, 20, 9, false",
        "500, 10, 10, true",
        "500, 0, 0, true",
    })
    void shouldExplainByChanceWhatFewRequestsDo(int permille, double requests, double there, boolean allowed) {
        assertThat(new ShareTolerance(new Weight(permille)).allows(new Share(there, requests)))
                .isEqualTo(allowed);
    }

    /** Exactly, by the binomial distribution, for any number of requests. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 10, 20, 50, 100, 200, 250, 300, 500, 750, 900, 990, 1000})
    void shouldFindADifferenceByChanceInFewerLooksThanItSays(int permille) {
        ShareTolerance tolerance = new ShareTolerance(new Weight(permille));
        for (int requests = 1; requests <= 3000; requests += 1 + requests / 30) {
            double falseAlarms = falseAlarms(tolerance, requests, permille / 1000.0);

            assertThat(falseAlarms).as("of %d requests", requests).isLessThan(FALSE_ALARMS);
        }
    }

    @Test
    void shouldTakeLostRequestsToFollowTheRoutes() {
        // 10 of 100 are wanted there: of 12 lost ones 7 make up for what is missing
        assertThat(Share.of(sent(85, 3, 12), Samples.toDestination(100))).isEqualTo(new Share(10, 100));
        assertThat(Share.of(sent(96, 3, 1), Samples.toDestination(100))).isEqualTo(new Share(4, 100));
        assertThat(Share.of(sent(50, 38, 12), Samples.toDestination(100))).isEqualTo(new Share(38, 100));
        assertThat(Share.of(sent(0, 0, 0), Samples.toDestination(100))).isEqualTo(Share.NONE);
    }

    @Test
    void shouldRefuseCountsThatCanNotBe() {
        assertThatThrownBy(() -> new Share(2, 1)).hasMessage("2.0 requests to the destination of 1.0");
        assertThatThrownBy(() -> new ClientCounts("k8s2", Map.of(Samples.EKS1, -1L), 0))
                .hasMessage("requests of the clients in k8s2: {eks1=-1}, lost 0");
    }

    private static ClientCounts sent(long toSource, long toDestination, long lost) {
        return new ClientCounts("k8s2", Map.of(Samples.K8S2, toSource, Samples.EKS1, toDestination), lost);
    }

    /** How likely so many requests that follow a weight are not explained by it. */
    private static double falseAlarms(ShareTolerance tolerance, int requests, double chance) {
        if (chance == 0 || chance == 1) {
            return tolerance.allows(new Share(requests * chance, requests)) ? 0 : 1;
        }
        double alarms = 0;
        double logarithm = requests * Math.log1p(-chance);
        for (int there = 0; there <= requests; there++) {
            alarms += tolerance.allows(new Share(there, requests)) ? 0 : Math.exp(logarithm);
            logarithm += Math.log((double) (requests - there) / (there + 1) * chance / (1 - chance));
        }
        return alarms;
    }
}
