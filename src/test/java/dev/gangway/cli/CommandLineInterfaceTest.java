package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineInterfaceTest {
    private static final String[] ENOUGH = {"backtest", "--prometheus", "http://p:9090", "--service", "shop/checkout"};

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MadeUpOutside outside = new MadeUpOutside();

    @TempDir
    Path scratch;

    @Test
    void shouldPlayTheLastDayAndPrintATableOnStdoutAlone() {
        assertThat(gangway()).isZero();

        assertThat(out.toString())
                .contains("shop/checkout at k8s2")
                .contains("100 placebo shifts each, seed 1")
                .contains("as it was", "1 % made to fail", "5 % made to fail", "100 % made to fail")
                .doesNotContain("reading", "took");
        assertThat(err.toString())
                .contains("reading shop/checkout from 2025-01-14T12:00:00Z to 2025-01-15T12:00:00Z")
                .contains("took ");
    }

    @Test
    void shouldPrintJson() {
        assertThat(gangway("-o", "json")).isZero();

        assertThat(out.toString()).isEqualTo("{}" + System.lineSeparator());
    }

    @Test
    void shouldHandWhatItIsToldToTheOutside() throws IOException {
        Path policy = Files.writeString(scratch.resolve("policy"), "kind: ShiftPolicy");
        Path token = Files.writeString(scratch.resolve("token"), "secret");

        assertThat(gangway(
                        "--prometheus", "https://q/prom",
                        "--policy", policy.toString(),
                        "--bearer-token-file", token.toString(),
                        "--source", "k8s2",
                        "--from", "2025-01-15T00:00:00+02:00",
                        "--to", "2h",
                        "--placebos", "3",
                        "--seed", "5"))
                .isZero();

        assertThat(outside.prometheuses).hasToString("[http://p:9090, https://q/prom]");
        assertThat(outside.bearerToken).contains(token);
        assertThat(outside.policy).contains("kind: ShiftPolicy");
        assertThat(out.toString()).contains("3 placebo shifts each, seed 5");
        assertThat(err.toString()).contains("from 2025-01-14T22:00:00Z to 2025-01-15T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        --placebos 0                | --placebos: placebos 0 must be between 1 and 500
        --placebos 501              | --placebos: placebos 501 must be between 1 and 500
        --placebos many             | Invalid value for option '--placebos'
        --from yesterday            | --from: from 'yesterday' is no time: write 2025-01-15T10:00:00Z
        --from 1h                   | --from: from 2025-01-15T11:00:00Z to 2025-01-15T12:00:00Z must be from 2 hours to 14 days
        --from 99d                  | must be from 2 hours to 14 days
        --to 2025-01-16T00:00:00Z   | --to: to 2025-01-16T00:00:00Z is not in the past
        --source K8S2               | --source:
        --policy nowhere.yaml       | --policy: nowhere.yaml can't be read
        --bearer-token-file nowhere | --bearer-token-file: nowhere can't be read
        --output xml                | Invalid value for option '--output'
        --nothing                   | Unknown option: '--nothing'
        more                        | Unmatched argument
        """)
    void shouldTellWrongUsageByItsOption(String options, String words) {
        assertThat(gangway(options.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "",
            textBlock =
                    """
        backtest                                                      | Missing required options
        backtest --prometheus http://p --service checkout             | --service: 'checkout' must be NAMESPACE/NAME
        backtest --prometheus http://p --service shop/Check_Out       | --service:
        backtest --prometheus bad: --service shop/checkout            | Invalid value for option '--prometheus'
        fly                                                           | Unmatched argument
        --verbose                                                     | Unknown option
        """)
    void shouldTellWhatIsMissingOrUnknown(String arguments, String words) {
        assertThat(execute(arguments.split(" +"))).isEqualTo(2);

        assertThat(err.toString()).contains(words);
    }

    @Test
    void shouldAskForACommand() {
        assertThat(execute("--")).isEqualTo(2);
        assertThat(err.toString()).contains("which command?");
    }

    @Test
    void shouldExplainAPolicyThatMakesNoSense() throws IOException {
        outside.policyProblem = "steps: steps must rise";
        Path policy = Files.writeString(scratch.resolve("policy"), "x");

        assertThat(gangway("--policy", policy.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("--policy: steps: steps must rise");
    }

    @Test
    void shouldFailWithAReasonWhereThePastCannotBeRead() {
        outside.problem = "Prometheus of p:9090 can't be reached (ConnectException)";

        assertThat(gangway()).isEqualTo(1);

        assertThat(err.toString()).contains("failed: Prometheus of p:9090 can't be reached");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseWhereTooLittleIsRecorded() {
        outside.emptyBefore = outside.clock().instant().minusSeconds(4800);

        assertThat(gangway()).isEqualTo(1);

        assertThat(err.toString()).contains("refused: only 80 min of shop/checkout are recorded");
    }

    @Test
    void shouldShowNoStackOfAFaultOfItsOwn() {
        outside.fault = new IllegalStateException("inside");

        assertThat(gangway()).isEqualTo(1);

        assertThat(err.toString())
                .contains("gangway failed (IllegalStateException)")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldHelpWithAnExampleThatCanBePasted() {
        assertThat(execute("backtest", "--help")).isZero();

        assertThat(out.toString())
                .contains("gangway backtest --prometheus http://localhost:9090 \\", "--service shop/checkout")
                .contains("Exit codes:");
    }

    @Test
    void shouldTellItsVersion() {
        assertThat(execute("--version")).isZero();

        assertThat(out.toString()).isEqualTo("gangway 1.2.3" + System.lineSeparator());
    }

    private int gangway(String... options) {
        return execute(
                Stream.concat(Arrays.stream(ENOUGH), Arrays.stream(options)).toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
