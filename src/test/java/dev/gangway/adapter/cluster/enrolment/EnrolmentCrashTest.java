package dev.gangway.adapter.cluster.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is killed in the middle, the next one goes on from what stands in the cluster. */
class EnrolmentCrashTest {
    private final Bed bed = new Bed();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void shouldBeTakenUpByASuccessorWithNothingRestartedTwice() {
        workloads(6);
        try (Restarts restarts = new Restarts(bed.client(), Bed.NAMESPACE)) {
            bed.enrolments.start(Bed.enrol());
            bed.when(enrolment -> enrolment.done() == 2 && enrolment.current().isPresent());

            bed.crash();
            Enrolment done = bed.whenEnded();

            assertThat(done.state()).as(done.message()).isEqualTo(State.DONE);
            assertThat(done.done()).isEqualTo(6);
            assertThat(restarts.counts())
                    .hasSize(6)
                    .allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
            assertThat(restarts.mostAtOnce()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldEndDoneHoweverOftenItIsKilled(long seed) {
        Random random = new Random(seed);
        workloads(8);
        try (Restarts restarts = new Restarts(bed.client(), Bed.NAMESPACE)) {
            bed.enrolments.start(Bed.enrol());
            for (int kills = 0; kills < 20 && bed.found().isRunning(); kills++) {
                bed.pass(random.nextInt(12));
                bed.crash();
            }
            Enrolment done = bed.whenEnded();

            assertThat(done.state()).as(done.message()).isEqualTo(State.DONE);
            assertThat(restarts.counts())
                    .hasSize(8)
                    .allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
            assertThat(restarts.mostAtOnce()).isEqualTo(1);
        }
    }

    private void workloads(int count) {
        for (int i = 0; i < count; i++) {
            bed.apply(Objects.workload(i, "app" + i));
        }
        bed.pass(15);
    }
}
