package dev.gangway.apifaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost while the API server of one cluster misbehaves, and a person is told what is wrong. */
class ApiFaultsIT {
    private static final Ledger LEDGER = new Ledger();

    @AfterAll
    static void publish() throws IOException {
        LEDGER.publish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s2", "eks1", FaultyMesh.MANAGEMENT})
    void shouldKeepTheInvariantsAndConvergeWhateverTheApiServerDoes(String cluster) {
        try (Passage passage = new Passage(cluster)) {
            for (Misbehaviour fault : Misbehaviour.values()) {
                LEDGER.add(passage.through(fault));
            }
            assertThat(passage.paused()).containsExactly("Paused", "10", "10");
            assertThat(passage.versions()).isGreaterThan(Misbehaviour.values().length * 4);
        }
        assertThat(LEDGER.rows())
                .filteredOn(row -> row.cluster().equals(cluster))
                .allSatisfy(row -> {
                    assertThat(row.violations()).as(row.fault()).isEmpty();
                    assertThat(row.injected()).as(row.fault()).isPositive();
                });
    }
}
