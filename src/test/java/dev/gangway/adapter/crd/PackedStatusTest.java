package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedStatusTest {
    static List<Phase> phases() {
        return Phases.all();
    }

    @ParameterizedTest
    @MethodSource("phases")
    void shouldBeReadAsItWas(Phase phase) {
        TrafficShiftStatus status = status(phase);
        TrafficShift shift = new TrafficShift();
        shift.setStatus(status);

        assertThat(shift.pack().getStatus()).isEqualTo(status).isNotSameAs(status);
        assertThat(shift.pack().getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("phases")
    void shouldTellPackedOrNotWhetherItHasBegun(Phase phase) {
        TrafficShift shift = new TrafficShift();
        assertThat(shift.hasBegun()).isFalse();
        assertThat(shift.pack().hasBegun()).isFalse();

        shift.setStatus(status(phase));
        assertThat(shift.hasBegun()).isEqualTo(shift.getStatus().position() != null);
        assertThat(shift.pack().hasBegun()).isEqualTo(shift.getStatus().position() != null);
    }

    @Test
    void shouldBeSentAndCopiedAsItWas() {
        TrafficShift shift = new TrafficShift();
        shift.setStatus(status(new Shifting(new Weight(250))));
        String json = Serialization.asJson(shift);

        assertThat(Serialization.asJson(shift.pack())).isEqualTo(json);
        assertThat(Serialization.asJson(ResourceCache.copy(shift))).isEqualTo(json);
    }

    @Test
    void shouldGiveWayToAStatusThatIsSetLater() {
        TrafficShift shift = new TrafficShift();
        shift.setStatus(status(new Shifting(new Weight(250))));
        shift.pack().setStatus(TrafficShiftStatus.NONE);

        assertThat(shift.getStatus()).isEqualTo(TrafficShiftStatus.NONE);
    }

    @Test
    void shouldHoldNothingOfWhoHasWrittenWhichField() {
        TrafficShift shift = new TrafficShift();
        shift.getMetadata().setManagedFields(List.of(new ManagedFieldsEntry()));

        assertThat(shift.pack().getMetadata().getManagedFields()).isNullOrEmpty();
        assertThat(shift.getStatus()).isNull();
    }

    private static TrafficShiftStatus status(Phase phase) {
        return StatusMapping.status(Shifts.plan(), States.rich(phase), 1, ConditionTimes.NONE);
    }
}
