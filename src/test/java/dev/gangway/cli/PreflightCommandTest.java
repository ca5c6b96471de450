package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.control.PreflightReport;
import dev.gangway.control.PreflightReport.Line;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Protocol;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightCommandTest {
    private static final ShiftId ID = new ShiftId("shop", "checkout");
    private static final Line PASSED = new Line(Check.pass("network-id", "service", "k8s2 and eks1 differ"), true);
    private static final Line FAILED = new Line(
            new Check("service-ports", "service", Result.FAIL, "the ports differ", "give them the same names"), false);
    private static final Check CUT =
            new Check("connections-cut", "protocol", Result.WARN, "each step cuts connections", "take few steps");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MadeUpOutside outside = new MadeUpOutside();
    private final List<Object> asked = new ArrayList<>();

    PreflightCommandTest() {
        answer(PASSED);
    }

    @Test
    void shouldTellThatNothingHoldsAShiftUp() {
        assertThat(gangway("-n", "shop", "checkout")).isZero();

        assertThat(asked).containsExactly(ID);
        assertThat(out.toString())
                .isEqualTo(
                        """
                PASS    network-id  k8s2 and eks1 differ

                shop/checkout may begin: 1 checks, nothing holds it up
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellFirstWhatHoldsAShiftUpAndWhatToDo() {
        answer(PASSED, FAILED, new Line(CUT, false));

        assertThat(gangway("-n", "shop", "checkout")).isEqualTo(1);

        assertThat(out.toString())
                .isEqualTo(
                        """
                FAIL    service-ports    the ports differ
                                         -> give them the same names
                WARN    connections-cut  each step cuts connections
                                         -> take few steps
                                         or accept it: --acknowledge connections-cut
                PASS    network-id       k8s2 and eks1 differ

                shop/checkout can't begin: 2 of 3 checks hold it up
                """);
    }

    @Test
    void shouldTellWhichWarningsAreAccepted() {
        answer(new Line(CUT, true));

        assertThat(gangway("-n", "shop", "checkout")).isZero();

        assertThat(out.toString()).contains("acknowledged\n").doesNotContain("--acknowledge");
    }

    @Test
    void shouldAskForAShiftThatMightBeStarted() {
        int code = gangway(
                "--service",
                "shop/checkout",
                "--source",
                "k8s2",
                "--destination",
                "eks1",
                "--policy",
                "careful",
                "--protocol",
                "tcp",
                "--acknowledge",
                "connections-cut,backtest");

        assertThat(code).isZero();
        assertThat(asked).singleElement().isInstanceOfSatisfying(ShiftDraft.class, draft -> {
            assertThat(draft.id()).isEqualTo(ID);
            assertThat(draft.destination()).isEqualTo("eks1");
            assertThat(draft.policy()).contains("careful");
            assertThat(draft.protocol()).isEqualTo(Protocol.TCP);
            assertThat(draft.acknowledged()).containsExactlyInAnyOrder("backtest", "connections-cut");
        });
    }

    @Test
    void shouldPrintJson() {
        assertThat(gangway("-n", "shop", "checkout", "-o", "json")).isZero();

        assertThat(out.toString()).isEqualTo("{}\n");
    }

    @Test
    void shouldAskTheServerThatItIsTold() {
        assertThat(gangway("checkout", "--server", "https://gangway.example:8443", "--token-file", "t"))
                .isZero();

        assertThat(outside.asked).hasValueSatisfying(server -> {
            assertThat(server.place()).hasToString("https://gangway.example:8443");
            assertThat(server.token())
                    .hasValueSatisfying(token -> assertThat(token).hasToString("the token in t"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    | which shift? Give SHIFT, or --service
                    checkout --service shop/checkout | give either SHIFT or --service
                    --service shop/checkout --destination eks1 | --source is needed beside the service
                    --service shop/checkout --source k8s2 | --destination is needed beside the service
                    --service checkout --source k8s2 --destination eks1 | 'checkout' must be NAMESPACE/NAME
                    checkout --server ftp://gangway | is not http:// or https:// with a host
                    checkout --server http://me:secret@gangway | an address holds no password
                    """)
    void shouldSayWhatIsWrongWithTheCommand(String arguments, String words) {
        assertThat(gangway(arguments == null ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);

        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatTheServerRefusesAndThatItDoesNotAnswer() {
        outside.preflights =
                failing(new RefusedException(RefusedException.Kind.NOT_FOUND, "name", "there is no shift"));
        assertThat(gangway("checkout")).isEqualTo(1);
        outside.preflights = failing(new ServerUnreachableException("http://localhost:8080 does not answer", null));
        assertThat(gangway("checkout")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        """
                refused: there is no shift
                failed: http://localhost:8080 does not answer
                """);
    }

    private int gangway(String... arguments) {
        List<String> line = new ArrayList<>(List.of("preflight"));
        line.addAll(List.of(arguments));
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private void answer(Line... lines) {
        outside.preflights = new Preflights() {
            @Override
            public PreflightReport of(ShiftId shift) {
                asked.add(shift);
                return new PreflightReport(ID, List.of(lines));
            }

            @Override
            public PreflightReport of(ShiftDraft draft) {
                asked.add(draft);
                return new PreflightReport(ID, List.of(lines));
            }
        };
    }

    private static Preflights failing(RuntimeException failure) {
        return new Preflights() {
            @Override
            public PreflightReport of(ShiftId shift) {
                throw failure;
            }

            @Override
            public PreflightReport of(ShiftDraft draft) {
                throw failure;
            }
        };
    }
}
