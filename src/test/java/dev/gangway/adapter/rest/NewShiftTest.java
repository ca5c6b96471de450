package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewShiftTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldNameAShiftLikeItsServiceWhereNothingElseIsSaid() throws Exception {
        ShiftDraft draft = draft("{'service': 'checkout', 'source': 'k8s2', 'destination': 'eks1'}");

        assertThat(draft)
                .isEqualTo(new ShiftDraft(
                        new ShiftId("shop", "checkout"),
                        "checkout",
                        "k8s2",
                        "eks1",
                        Optional.empty(),
                        List.of(),
                        false,
                        ShiftPlan.Mode.SHIFT,
                        Protocol.HTTP,
                        "ana"));
    }

    @Test
    void shouldTakeAllThatIsSaid() throws Exception {
        ShiftDraft draft = draft(
                "{'name': 'move', 'service': 'checkout', 'source': 'k8s2', 'destination': 'eks1',"
                        + " 'policy': 'careful', 'steps': [0.1, 5, 95], 'onDelete': 'Restore', 'mode': 'Observe', 'protocol': 'Tcp'}");

        assertThat(draft)
                .isEqualTo(new ShiftDraft(
                        new ShiftId("shop", "move"),
                        "checkout",
                        "k8s2",
                        "eks1",
                        Optional.of("careful"),
                        List.of(new BigDecimal("0.1"), new BigDecimal("5"), new BigDecimal("95")),
                        true,
                        ShiftPlan.Mode.OBSERVE,
                        Protocol.TCP,
                        "ana"));
    }

    @Test
    void shouldKeepTheRoutesWhenAskedTo() throws Exception {
        assertThat(draft("{'service': 'a', 'source': 'b', 'destination': 'c', 'onDelete': 'Keep'}")
                        .restoreOnDelete())
                .isFalse();
    }

    @Test
    void shouldMoveTrafficWhenAskedTo() throws Exception {
        assertThat(draft("{'service': 'a', 'source': 'b', 'destination': 'c', 'mode': 'Shift'}")
                        .mode())
                .isEqualTo(ShiftPlan.Mode.SHIFT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "service     | {}",
                "service     | {'name': 'move', 'source': 'k8s2', 'destination': 'eks1'}",
                "service     | {'service': ' ', 'source': 'k8s2', 'destination': 'eks1'}",
                "source      | {'service': 'checkout', 'destination': 'eks1'}",
                "source      | {'service': 'checkout', 'source': '', 'destination': 'eks1'}",
                "destination | {'service': 'checkout', 'source': 'k8s2', 'destination': null}",
            })
    void shouldNameTheFieldThatIsMissing(String field, String body) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> draft(body))
                .withMessage("'%s' is missing: give the name of one", field)
                .satisfies(refused -> {
                    assertThat(refused.kind()).isEqualTo(RefusedException.Kind.INVALID);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }

    @Test
    void shouldRefuseAStepThatIsNoNumberInItsOwnWords() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() ->
                        draft("{'service': 'checkout', 'source': 'k8s2', 'destination': 'eks1', 'steps': [5, null]}"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("steps"));
    }

    private static ShiftDraft draft(String body) throws JsonProcessingException {
        return JSON.readValue(body.replace('\'', '"'), NewShift.class).draft("shop", "ana");
    }
}
