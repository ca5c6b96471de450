package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.adapter.crd.TrafficShiftStatus.FindingStatus;
import dev.gangway.adapter.rest.ShiftView.FindingView;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShiftChangedTest {
    private static final Finding HARM = new Finding(
            Finding.Objective.ERROR_RATIO,
            Verdict.DEGRADED,
            Shifts.K8S2,
            Shifts.EKS1,
            Protocol.HTTP,
            OptionalDouble.of(0.03),
            OptionalDouble.of(0.001),
            OptionalDouble.empty(),
            12,
            400,
            0,
            1400,
            1000);

    @Test
    void shouldTellADecisionWithTheNumbersThatLedToIt() {
        JsonNode told = tell(new Reason(Reason.Cause.VERDICT, HARM.sentence(), List.of(HARM)));

        assertThat(told.path("shift").asText()).isEqualTo("cart-to-eks1");
        assertThat(told.path("mode").asText()).isEqualTo("Shift");
        assertThat(told.path("to").asText()).isEqualTo("RollingBack");
        assertThat(told.path("before").path("eks1").asDouble()).isEqualTo(10);
        assertThat(told.path("reason").asText()).isEqualTo(HARM.sentence());
        assertThat(told.path("findings"))
                .hasToString("[{\"objective\":\"ERROR_RATIO\",\"verdict\":\"DEGRADED\",\"destination\":0.03,"
                        + "\"source\":0.001,\"bad\":12,\"requests\":400,\"evidence\":1400.0,\"evidenceLimit\":1000.0,"
                        + "\"sentence\":\"" + HARM.sentence() + "\"}]");
    }

    @Test
    void shouldHaveNoFindingsWhereItWasNotTheMetrics() {
        assertThat(tell(new Reason(Reason.Cause.PERSON, "rolled back by ana", List.of()))
                        .path("findings"))
                .isEmpty();
    }

    @Test
    void shouldNameWhatWasFoundAsTheStatusAndTheRestInterfaceDo() {
        assertThat(names(ShiftChanged.Found.class))
                .isEqualTo(names(FindingStatus.class))
                .isEqualTo(names(FindingView.class));
    }

    private static JsonNode tell(Reason reason) {
        ShiftEvent event = new ShiftEvent(
                Instant.parse("2026-11-22T12:00:00Z"),
                Shifts.plan(),
                Phase.Kind.SHIFTING,
                Phase.Kind.ROLLING_BACK,
                Shifts.plan().split(new Weight(100)),
                Shifts.plan().baseline(),
                Verdict.DEGRADED,
                reason);
        return Serialization.unmarshal(Serialization.asJson(ShiftChanged.of(event)), JsonNode.class);
    }

    private static List<String> names(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
