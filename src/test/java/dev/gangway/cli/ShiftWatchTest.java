package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShiftWatchTest {
    private static final String SHIFTS = "/api/v1/namespaces/shop/shifts";
    private static final String LOOK = "GET " + SHIFTS + "/checkout";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MadeUpOutside outside = new MadeUpOutside();
    private final FakeGangway server = new FakeGangway();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldPrintALineForEachChangeWhereThereIsNoTerminal() {
        sees(new ShiftJson());
        sees(new ShiftJson());
        sees(shifting());
        sees(shifting().withoutMetrics("Prometheus of k8s2 is away"));
        sees(shifting().went("Shifting", "25", 30, "few failed").went("Succeeded", "100", 90, "all is there"));

        assertThat(gangway("watch shop/checkout -o name")).isZero();

        assertThat(err.toString())
                .isEqualTo(
                        """
                2025-01-15T12:00:00Z  Pending         0 %  HEALTHY       not looked at yet
                2025-01-15T12:00:09Z  Shifting        5 %  HEALTHY       begun
                2025-01-15T12:00:09Z  !  Prometheus of k8s2 is away
                2025-01-15T12:00:30Z  Shifting       25 %  HEALTHY       few failed
                2025-01-15T12:01:30Z  Succeeded     100 %  HEALTHY       all is there
                """);
        assertThat(out.toString()).isEqualTo("trafficshift.gangway.dev/checkout\n");
    }

    @Test
    void shouldRedrawInATerminalAndLeaveNothingBehind() {
        outside.terminal = true;
        sees(shifting());
        sees(shifting().went("Shifting", "25", 30, "few failed"));
        sees(shifting().went("Succeeded", "100", 90, "all is there"));

        assertThat(gangway("watch shop/checkout")).isZero();

        String clear = "\u001b[A\u001b[2K".repeat(3);
        assertThat(err.toString())
                .startsWith("\u001b[?7lcheckout   k8s2 -> eks1   Shifting   5 %  █░")
                .contains("rung 1 of 3   HEALTHY   about 2 min left\n")
                .contains("  next     25 % in about 20 s\n\u001b[?7h" + clear + "\u001b[?7lcheckout")
                .contains("rung 2 of 3")
                .contains("Succeeded   100 %  " + "█".repeat(24))
                .endsWith("  why      all is there\n\u001b[?7h" + clear);
        assertThat(out.toString()).contains("Succeeded   100 %    HEALTHY   all is there");
    }

    @Test
    void shouldCountDownBetweenTheAnswersOfTheServer() {
        outside.terminal = true;
        for (int i = 0; i < 25; i++) {
            sees(shifting());
        }
        sees(shifting().went("Succeeded", "100", 90, "all is there"));

        assertThat(gangway("watch shop/checkout")).isZero();

        assertThat(err.toString())
                .contains("25 % in about 20 s", "25 % in about 19 s", "25 % in about 1 s")
                .contains("25 % as soon as enough is seen");
    }

    @Test
    void shouldExitWithThreeAndTheReasonWhereItIsRolledBack() {
        sees(shifting());
        sees(shifting().went("RolledBack", "0", 30, "12 of 410 requests failed"));

        assertThat(gangway("watch shop/checkout")).isEqualTo(3);

        assertThat(err.toString()).endsWith("rolled back: 12 of 410 requests failed\n");
        assertThat(out.toString()).contains("RolledBack");
    }

    @Test
    void shouldExitWithFourWhenTheTimeIsOver() {
        sees(shifting());

        assertThat(gangway("watch shop/checkout --timeout 30s")).isEqualTo(4);

        assertThat(err.toString())
                .contains("given up after 30 s while it is Shifting: begun")
                .contains("Look again:  gangway shift watch -n shop checkout");
    }

    @Test
    void shouldSayWhenTheConnectionIsLostAndBack() {
        sees(shifting());
        server.refuses(LOOK, 503, "not ready").refuses(LOOK, 429, "later");
        sees(shifting().went("Succeeded", "100", 90, "all is there"));

        assertThat(gangway("watch shop/checkout")).isZero();

        assertThat(err.toString())
                .containsOnlyOnce("connection lost: ")
                .contains("12:00:01Z  connection lost: " + server.address() + " answers 503: not ready")
                .contains("12:00:11Z  connected again after 10 s");
    }

    @Test
    void shouldGiveUpWhenNobodyAnswersForMinutes() {
        sees(shifting());
        server.refuses(LOOK, 503, "not ready");

        assertThat(gangway("watch shop/checkout")).isEqualTo(1);

        assertThat(err.toString()).contains("failed: " + server.address() + " answers 503: not ready");
    }

    @Test
    void shouldEndWhenTheShiftIsDeleted() {
        sees(shifting());
        server.refuses(LOOK, 404, "there is no shift 'checkout' in namespace 'shop'");

        assertThat(gangway("watch shop/checkout")).isEqualTo(1);

        assertThat(err.toString()).endsWith("refused: there is no shift 'checkout' in namespace 'shop'\n");
    }

    @Test
    void shouldWaitForWhatItHasStarted() {
        server.answers("POST " + SHIFTS, 201, new ShiftJson().toString());
        sees(shifting().went("RolledBack", "0", 30, "12 of 410 requests failed"));

        assertThat(gangway("start shop/checkout --source k8s2 --destination eks1 --wait"))
                .isEqualTo(3);
    }

    @Test
    void shouldBeDoneWhereARollbackWasWanted() {
        server.answers("POST " + SHIFTS + "/checkout/rollback", 200, succeeded().toString());
        sees(succeeded());
        sees(shifting().went("RolledBack", "0", 99, "as alice wants"));

        assertThat(gangway("rollback shop/checkout --wait")).isZero();

        assertThat(out.toString()).contains("RolledBack");
    }

    @Test
    void shouldNotTakeTheRollbackBeforeARetryForItsEnd() {
        ShiftJson before = shifting().went("RolledBack", "0", 30, "12 of 410 requests failed");
        server.answers("POST " + SHIFTS + "/checkout/retry", 200, before.toString());
        sees(before);
        sees(shifting().attempt(2));
        sees(succeeded().attempt(2));

        assertThat(gangway("retry shop/checkout --wait")).isZero();
    }

    @Test
    void shouldTellThatAShiftWasThereBeforeItCouldPause() {
        server.answers("POST " + SHIFTS + "/checkout/pause", 200, shifting().toString());
        sees(succeeded());

        assertThat(gangway("pause shop/checkout --wait")).isEqualTo(1);

        assertThat(err.toString()).contains("it is Succeeded, and can't come to what was waited for");
    }

    private static ShiftJson shifting() {
        return new ShiftJson().went("Shifting", "5", 9, "begun");
    }

    private static ShiftJson succeeded() {
        return shifting().went("Succeeded", "100", 90, "all is there");
    }

    private void sees(ShiftJson shift) {
        server.answers(LOOK, 200, shift.toString());
    }

    private int gangway(String command) {
        String[] words = ("shift " + command + " --server " + server.address()).split(" +");
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
    }
}
