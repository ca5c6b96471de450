package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.MetricsHistory;
import dev.gangway.control.Tempo;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The application knows the past of the mesh that it runs on. */
@QuarkusTest
class HistoryTest {
    @Inject
    MetricsHistory history;

    @Inject
    Tempo tempo;

    @Test
    void shouldKnowWhatAServiceDidBeforeGangwayCame() {
        Instant now = tempo.clock().instant();
        History past = history.read(
                        new ServiceRef("shop", "gateway"),
                        now.minus(Duration.ofMinutes(40)),
                        now,
                        Duration.ofSeconds(30),
                        Counting.DEFAULT)
                .await()
                .atMost(Duration.ofMinutes(1));

        assertThat(past).isInstanceOfSatisfying(History.Recorded.class, recorded -> assertThat(recorded.windows())
                .hasSizeBetween(50, 80)
                .allSatisfy(
                        window -> assertThat(window.of(new ClusterName("k8s2")).requests())
                                .isPositive()));
    }
}
