package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.config.remote.RemotePreflights;
import dev.gangway.config.remote.ServerClient;
import io.restassured.path.json.JsonPath;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftSubcommandTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String CHECKOUT = SHIFTS + "/checkout";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MadeUpOutside outside = new MadeUpOutside();
    private final FakeGangway server = new FakeGangway();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldStartAShiftWithAllThatTheBodyCanHave() {
        server.answers("POST " + SHIFTS, 201, new ShiftJson().toString());

        int code = gangway("start -n shop checkout --source k8s2 --destination eks1 --name first --policy careful"
                + " --steps 1,5.5,50 --protocol tcp --mode observe --on-delete restore --acknowledge connections-cut"
                + " --idempotency-key pipeline-7");

        assertThat(code).isZero();
        FakeGangway.Asked asked = server.asked.get(0);
        assertThat(JsonPath.from(asked.body()).getMap(""))
                .isEqualTo(JsonPath.from(
                                """
                        {"name":"first","service":"checkout","source":"k8s2","destination":"eks1","policy":"careful",
                         "steps":[1,5.5,50],"onDelete":"Restore","mode":"Observe","protocol":"Tcp",
                         "acknowledge":["connections-cut"]}""")
                        .getMap(""));
        assertThat(asked.key()).isEqualTo("pipeline-7");
        assertThat(asked.authorization()).isNull();
        assertThat(out.toString())
                .isEqualTo(
                        """
                NAMESPACE   NAME       SERVICE    SOURCE   DESTINATION   PHASE     WEIGHT   VERDICT   WHY
                shop        checkout   checkout   k8s2     eks1          Pending   0 %      HEALTHY   not looked at yet
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldNeverStartTwiceUnderOneKey() {
        server.answers("POST " + SHIFTS, 201, new ShiftJson().toString());

        gangway("start shop/checkout --source k8s2 --destination eks1");
        gangway("start shop/checkout --source k8s2 --destination eks1");

        assertThat(server.asked)
                .extracting(FakeGangway.Asked::key)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAskForPreflightAloneInADryRun() {
        outside.preflights =
                new RemotePreflights(new ServerClient(new ServerAddress(server.address(), Optional.empty())));
        server.answers(
                "POST /api/v1/namespaces/shop/preflight",
                200,
                """
                {"namespace":"shop","name":"checkout","mayBegin":false,"checks":[
                 {"id":"service-ports","result":"FAIL","seen":"the ports differ","todo":"mend them","field":"service"}]}""");

        assertThat(gangway("start shop/checkout --source k8s2 --destination eks1 --dry-run"))
                .isEqualTo(1);

        assertThat(server.asked)
                .extracting(FakeGangway.Asked::line)
                .containsExactly("POST /api/v1/namespaces/shop/preflight");
        assertThat(out.toString()).contains("FAIL    service-ports  the ports differ");
        assertThat(err.toString()).isEqualTo("dry run: nothing was started\n");
    }

    @Test
    void shouldListAllPagesOfAllNamespaces() {
        server.answers("GET /api/v1/shifts", 200, "{\"items\":[%s],\"continue\":\"a b\"}".formatted(new ShiftJson()));
        server.answers(
                "GET /api/v1/shifts",
                200,
                "{\"items\":[%s]}".formatted(new ShiftJson().went("Shifting", "25", 9, "few failed")));

        assertThat(gangway("list -A")).isZero();

        assertThat(server.asked)
                .extracting(FakeGangway.Asked::line)
                .containsExactly("GET /api/v1/shifts?limit=500", "GET /api/v1/shifts?limit=500&continue=a+b");
        assertThat(out.toString().lines())
                .hasSize(3)
                .element(2)
                .asString()
                .contains("Shifting   25 %     HEALTHY   few failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    json | {\\s+"items" : \\[ \\{[^\\u0000]*"fromTheFuture" : true[^\\u0000]*
                    yaml | items:\\n- name: checkout\\n[^\\u0000]*fromTheFuture: true[^\\u0000]*
                    name | trafficshift.gangway.dev/checkout\\n
                    """)
    void shouldListForPrograms(String format, String pattern) {
        server.answers("GET " + SHIFTS, 200, "{\"items\":[%s]}".formatted(new ShiftJson()));

        assertThat(gangway("list -n shop -o " + format)).isZero();

        assertThat(out.toString()).matches(pattern.replace("{\\s", "\\{\\s").replace("\\u0000", "\u0000"));
    }

    @Test
    void shouldSayOnStderrThatThereIsNone() {
        server.answers("GET " + SHIFTS, 200, "{\"items\":[]}");

        assertThat(gangway("list -n shop")).isZero();

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("there is no shift in namespace shop\n");
    }

    @Test
    void shouldShowHowAShiftStandsAndWhatWasDecided() {
        server.answers(
                "GET " + CHECKOUT,
                200,
                new ShiftJson()
                        .went("Shifting", "5", 0, "k8s2 is measured")
                        .went("Shifting", "25", 30, "0 of 400 failed")
                        .withoutMetrics("Prometheus of k8s2 did not answer within 5 s")
                        .toString());

        assertThat(gangway("status -n shop checkout")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                checkout   k8s2 -> eks1   Shifting   25 %  ██████░░░░░░░░░░░░░░░░░░   rung 2 of 3   HEALTHY   about 110 s left
                  errors   0.11 %  (k8s2 0.12 %, harm 0.4 of 1000)      latency  148 ms  (k8s2 151 ms, harm 0.5 of 2000)
                  next     50 % in about 30 s
                  !        Prometheus of k8s2 did not answer within 5 s

                history
                  2025-01-15T12:00:00Z  Shifting        5 %  HEALTHY       k8s2 is measured
                  2025-01-15T12:00:30Z  Shifting       25 %  HEALTHY       0 of 400 failed
                """
                                .replace("about 110 s", "about 2 min"));
    }

    @ParameterizedTest
    @CsvSource({"pause", "resume", "promote", "rollback", "retry"})
    void shouldSayWhatIsWantedAndWhy(String verb) {
        server.answers("POST " + CHECKOUT + "/" + verb, 200, new ShiftJson().toString());

        assertThat(gangway(verb + " -n shop checkout --reason tonight -o name")).isZero();

        assertThat(server.asked.get(0).body()).isEqualTo("{\"reason\":\"tonight\"}");
        assertThat(out.toString()).isEqualTo("trafficshift.gangway.dev/checkout\n");
    }

    @Test
    void shouldApproveTheStepThatIsMeant() {
        server.answers("POST " + CHECKOUT + "/approve", 200, new ShiftJson().toString());

        assertThat(gangway("approve -n shop checkout --percent 25 --reason tested -o name"))
                .isZero();
        assertThat(gangway("approve shop/checkout -o name")).isZero();

        assertThat(server.asked.get(0).body()).isEqualTo("{\"percent\":25,\"reason\":\"tested\"}");
        assertThat(JsonPath.from(server.asked.get(1).body()).getString("percent"))
                .isNull();
        assertThat(out.toString()).startsWith("trafficshift.gangway.dev/checkout\n");
    }

    @Test
    void shouldTellThatItWaitsForAnotherApproval() {
        server.refuses("POST " + CHECKOUT + "/approve", 409, "it waits for approval of 100 %, not of 25 %");

        assertThat(gangway("approve shop/checkout --percent 25")).isEqualTo(1);
        assertThat(err.toString()).contains("refused: it waits for approval of 100 %, not of 25 %");
    }

    @Test
    void shouldWaitUntilADeletedShiftIsGone() {
        server.answers("DELETE " + CHECKOUT, 202, "");
        server.answers("GET " + CHECKOUT, 200, new ShiftJson().toString());
        server.refuses("GET " + CHECKOUT, 404, "there is no shift");

        assertThat(gangway("delete shop/checkout --wait --timeout 1m")).isZero();

        assertThat(err.toString()).isEqualTo("shift shop/checkout is gone\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldTellThatADeletedShiftIsNotGoneInTime() {
        server.answers("DELETE " + CHECKOUT, 202, "");
        server.answers("GET " + CHECKOUT, 200, new ShiftJson().toString());

        assertThat(gangway("delete shop/checkout --wait --timeout 1m")).isEqualTo(4);
    }

    @Test
    void shouldShowATokenOfTheEnvironment() {
        outside.environment = Map.of("GANGWAY_TOKEN", "s3cret");
        server.answers("GET " + CHECKOUT, 200, new ShiftJson().toString());

        assertThat(gangway("status shop/checkout")).isZero();

        assertThat(server.asked.get(0).authorization()).isEqualTo("Bearer s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    start shop/checkout --source k8s2 --destination eks1 | POST
                    list -n shop                                         | GET
                    status shop/checkout                                 | GET
                    watch shop/checkout                                  | GET
                    pause shop/checkout                                  | POST
                    resume shop/checkout                                 | POST
                    promote shop/checkout                                | POST
                    rollback shop/checkout                               | POST
                    retry shop/checkout                                  | POST
                    delete shop/checkout                                 | DELETE
                    """)
    void shouldSayTheServersWordsWhereItRefusesAndThatItIsAway(String command, String method) {
        String verb = command.substring(0, command.indexOf(' '));
        String line = method
                + (verb.equals("start") || verb.equals("list")
                        ? " " + SHIFTS
                        : " " + CHECKOUT + (method.equals("POST") ? "/" + verb : ""));
        server.refuses(line, 409, "that does not fit").hangsUpOn(line);

        assertThat(gangway(command)).isEqualTo(1);
        assertThat(gangway(command)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        "refused: that does not fit\nfailed: %s does not answer; is that the address of Gangway? Give it with --server\n"
                                .formatted(server.address()));
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    start -n shop checkout --source k8s2            | --destination is needed
                    start -n shop --source k8s2 --destination eks1  | Missing required parameter: 'SERVICE'
                    start -n shop Check_Out --source a --destination b | SERVICE:
                    start shop/checkout --source a --destination b --steps few | Invalid value for option '--steps'
                    start shop/checkout --source a --destination b --timeout 5m | --timeout makes no sense without --wait
                    list -o xml                                     | Invalid value for option '--output'
                    status                                          | Missing required parameter: 'SHIFT'
                    status -n shop billing/checkout                 | 'billing/checkout' is not in namespace shop
                    watch shop/checkout --timeout soon              | 'soon' is no time
                    pause shop/checkout --why x                     | Unknown option
                    delete                                          | Missing required parameter: 'SHIFT'
                    fly                                             | Unmatched argument
                    """)
    void shouldTellWrongUsageAndAskNobody(String command, String words) {
        assertThat(gangway(command)).isEqualTo(2);

        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
        assertThat(server.asked).isEmpty();
    }

    private int gangway(String command) {
        String[] words = ("shift " + command + " --server " + server.address()).split(" +");
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
    }
}
