package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.PreviewStep;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Previews as people write them. */
class PreviewMappingTest {
    private static final PreviewStep MIRROR =
            new PreviewStep(new Preview.Mirror(new Weight(25)), Duration.ofSeconds(60));
    private static final PreviewStep HEADER =
            new PreviewStep(new Preview.Header("x-gangway", "destination"), Duration.ofMinutes(5));

    @Test
    void shouldHaveNoPreviewsWhereNobodyAsksForOne() {
        assertThat(plan("{}", "{}").previews()).isEmpty();
        assertThat(plan("{}", "{}").mirrors()).isEqualTo(ShiftPlan.Mirrors.KEEP);
    }

    @Test
    void shouldMirrorBeforeItTakesTheHeaderInWhicheverOrderTheyAreWritten() {
        ShiftPlan plan = plan(
                "{headerFirst: {name: x-gangway, value: destination}, mirrorFirst: {percent: 2.5, lastsSeconds: 60},"
                        + " mirrors: Split}",
                "{}");

        assertThat(plan.previews()).containsExactly(MIRROR, HEADER);
        assertThat(plan.mirrors()).isEqualTo(ShiftPlan.Mirrors.SPLIT);
    }

    @Test
    void shouldTakeThePolicysWhereTheShiftSaysNothing() {
        String policy = "{mirrorFirst: {percent: 2.5, lastsSeconds: 60}}";

        assertThat(plan("{}", policy).previews()).containsExactly(MIRROR);
        assertThat(plan("{mirrorFirst: {percent: 0}}", policy).previews()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{mirrorFirst: {percent: 0.01}}                | mirrorFirst | weight 0.01 %",
                "{mirrorFirst: {lastsSeconds: 5}}              | mirrorFirst | percent is missing",
                "{mirrorFirst: {percent: 1, lastsSeconds: -1}} | mirrorFirst | from 0 s to 7 days",
                "{headerFirst: {name: X-Gangway, value: a}}    | headerFirst | in lower case",
                "{headerFirst: {name: host, value: a}}         | headerFirst | choose another header",
                "{headerFirst: {name: x-gangway}}              | headerFirst | value 'null' must",
                "{headerFirst: {value: a}}                     | headerFirst | name 'null' must",
            })
    void shouldNameTheFieldThatIsWrong(String spec, String field, String words) {
        InvalidSettingException refused = catchThrowableOfType(InvalidSettingException.class, () -> plan(spec, "{}"));

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(words);
    }

    private static ShiftPlan plan(String spec, String policy) {
        String whole = "--- {service: checkout, source: k8s2, destination: eks1, " + spec.substring(1);
        return PlanMapping.plan(
                new ShiftId("shop", "checkout"),
                Serialization.unmarshal(whole, TrafficShiftSpec.class),
                Serialization.unmarshal("--- " + policy, ShiftPolicySpec.class));
    }
}
