package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gangway.domain.schedule.Freeze;
import dev.gangway.domain.schedule.Window;
import dev.gangway.domain.shift.Approval;
import dev.gangway.domain.shift.Approvals;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Gating;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows, freezes and approvals as people write them. */
class GatingMappingTest {

    @Test
    void shouldAskForNothingWhereNobodySaysSo() {
        assertThat(gating("{}")).isEqualTo(Gating.NONE);
    }

    @Test
    void shouldReadWindowsByTheClocksOfTheirZones() {
        assertThat(gating(
                                """
                                {windows: [{days: [Mon, Fri], from: "09:00", to: "17:00", timeZone: Europe/Berlin},
                                           {from: "20:00", to: "24:00", timeZone: UTC}]}""")
                        .timetable()
                        .windows())
                .containsExactly(
                        new Window(
                                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(9, 0),
                                LocalTime.of(17, 0),
                                ZoneId.of("Europe/Berlin")),
                        new Window(
                                EnumSet.allOf(DayOfWeek.class),
                                LocalTime.of(20, 0),
                                LocalTime.MIDNIGHT,
                                ZoneId.of("UTC")));
    }

    @Test
    void shouldReadFreezesWithTheirOffsets() {
        assertThat(gating(
                                """
                                {freezes: [{from: "2026-12-20T00:00:00+01:00", to: "2027-01-04T00:00:00Z", reason: Christmas}]}""")
                        .timetable()
                        .freezes())
                .containsExactly(new Freeze(
                        Instant.parse("2026-12-19T23:00:00Z"), Instant.parse("2027-01-04T00:00:00Z"), "Christmas"));
    }

    @Test
    void shouldReadWhereSomebodyMustApprove() {
        assertThat(gating("{approvals: {beforeStart: true, steps: [2.5, 100]}}").approvals())
                .isEqualTo(new Approvals(true, List.of(new Weight(25), Weight.ALL)));
    }

    @Test
    void shouldReadGatesInFlaggersForm() {
        assertThat(gating(
                                """
                                {gates: [{name: smoke, type: pre-rollout, url: "http://tester.shop:8080/x", timeoutSeconds: 60,
                                          retries: 2, intervalSeconds: 30, failures: 5, metadata: {cmd: run}},
                                         {name: board, type: confirm-promotion, url: "https://gates.example.com"}]}""")
                        .gates())
                .containsExactly(
                        new Gate(
                                "smoke",
                                Gate.Type.PRE_ROLLOUT,
                                URI.create("http://tester.shop:8080/x"),
                                Duration.ofSeconds(60),
                                2,
                                Duration.ofSeconds(30),
                                5,
                                Map.of("cmd", "run")),
                        new Gate(
                                "board",
                                Gate.Type.CONFIRM_PROMOTION,
                                URI.create("https://gates.example.com"),
                                Duration.ofSeconds(10),
                                0,
                                Duration.ofSeconds(10),
                                3,
                                Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{windows: [{from: '09:00', to: '9', timeZone: UTC}]}  | windows | entry 1: to '9' is no time of day",
                "{windows: [{from: '24:00', to: '9', timeZone: UTC}]}  | windows | entry 1: from '24:00' is no time of day",
                "{windows: [{from: '09:00', to: '17:00'}]}             | windows | entry 1: timeZone is missing",
                "{windows: [{from: '09:00', to: '17:00', timeZone: CE}]} | windows | 'CE' is no IANA time zone",
                "{windows: [{from: '09:00', to: '17:00', timeZone: '+01:00'}]} | windows | '+01:00' is no IANA time zone",
                "{windows: [{from: '09:00', to: '09:00', timeZone: UTC}]} | windows | from and to are both 09:00",
                "{windows: [{days: [], from: '09:00', to: '10:00', timeZone: UTC}]} | windows | needs a day at least",
                "{freezes: [{from: '2026-12-20', to: '2027-01-04T00:00:00Z'}]} | freezes | from '2026-12-20' is no instant",
                "{freezes: [{to: '2027-01-04T00:00:00Z'}]}             | freezes | entry 1: from is missing",
                "{freezes: [{from: '2027-01-04T00:00:00Z', to: '2026-01-04T00:00:00Z'}]} | freezes | must end after it begins",
                "{approvals: {steps: [50, 25]}}                        | approvals | must rise strictly",
                "{gates: [{type: event, url: 'http://a.b/'}]}              | gates | entry 1: name is missing",
                "{gates: [{name: a, url: 'http://a.b/'}]}                  | gates | entry 1: type is missing",
                "{gates: [{name: a, type: event}]}                         | gates | entry 1: url is missing",
                "{gates: [{name: a, type: event, url: 'ftp://a.b/'}]}      | gates | must begin with http:// or https://",
                "{gates: [{name: a, type: event, url: 'file:///etc/passwd'}]} | gates | must begin with http://",
                "{gates: [{name: a, type: event, url: 'http://u:p@a.b/'}]} | gates | must have no user and password",
                "{gates: [{name: a, type: event, url: 'http://a.b/', retries: 11}]} | gates | 11 retries",
                "{gates: [{name: a, type: event, url: 'http://a.b/', timeoutSeconds: 0}]} | gates | timeout of 0 s",
                "{gates: [{name: a, type: event, url: 'http://a.b/'}, {name: a, type: event, url: 'http://a.b/'}]} | gates | two gates have the same name",
                "{approvals: {steps: [0.01]}}                          | approvals | weight 0.01 %",
            })
    void shouldNameTheFieldAndTheEntryThatAreWrong(String policy, String field, String words) {
        InvalidSettingException refused = catchThrowableOfType(InvalidSettingException.class, () -> gating(policy));

        assertThat(refused.field()).isEqualTo("policy");
        assertThat(refused)
                .hasMessageContaining(field + " of ShiftPolicy 'careful'")
                .hasMessageContaining(words);
    }

    @Test
    void shouldReadAnApprovalOfWhoeverEditsTheShift() {
        assertThat(request("{attempt: 2, percent: 25}").approval())
                .contains(new Approval(2, new Weight(250), "an edit of the TrafficShift", ""));
        assertThat(request("{attempt: 2, percent: 25, given: {attempt: 2, percent: 25, by: ana, reason: it is time}}")
                        .approval())
                .contains(new Approval(2, new Weight(250), "ana", "it is time"));
    }

    @Test
    void shouldNotTakeWhoHasGivenAnotherApprovalForWhoGaveThis() {
        assertThat(request("{attempt: 2, percent: 50, given: {attempt: 2, percent: 25, by: ana, reason: it is time}}")
                        .approval())
                .contains(new Approval(2, new Weight(500), "an edit of the TrafficShift", ""));
    }

    @ParameterizedTest
    @CsvSource({"'{percent: 25}'", "'{attempt: 1}'", "'{attempt: 0, percent: 25}'", "'{attempt: -3, percent: 25}'"})
    void shouldTakeAnApprovalThatMakesNoSenseForNone(String approval) {
        assertThat(request(approval).approval()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12.34, 123", "101, 1000", "-1, 0"})
    void shouldNeverApproveMoreThanIsWritten(String percent, int permille) {
        assertThat(request("{attempt: 1, percent: " + percent + "}").approval().map(Approval::upTo))
                .contains(new Weight(permille));
    }

    @Test
    void shouldKeepTheApprovalWhereSomethingElseIsWanted() {
        TrafficShiftSpec spec = spec("{attempt: 2, percent: 25, given: {attempt: 2, percent: 25, by: ana}}");
        Request wanted = PlanMapping.request(spec, false);
        Request pause = new Request(Request.Intent.PAUSE, 2, Request.Origin.PERSON, "bob", "", false);

        assertThat(spec.wanting(pause).approval()).isEqualTo(spec.approval());
        assertThat(spec.wanting(wanted.with(Optional.of(new Approval(2, Weight.ALL, "bob", "why"))))
                        .approval())
                .isEqualTo(new ApprovalSpec(2, 100.0, new ApprovalSpec.Giver(2, 100.0, "bob", "why")));
    }

    private static Gating gating(String policy) {
        return PlanMapping.plan(
                        new ShiftId("shop", "checkout"),
                        spec("null"),
                        Serialization.unmarshal("--- " + policy, ShiftPolicySpec.class))
                .gating();
    }

    private static Request request(String approval) {
        return PlanMapping.request(spec(approval), false);
    }

    private static TrafficShiftSpec spec(String approval) {
        return Serialization.unmarshal(
                "--- {service: checkout, source: k8s2, destination: eks1, policy: careful, approval: " + approval + "}",
                TrafficShiftSpec.class);
    }
}
