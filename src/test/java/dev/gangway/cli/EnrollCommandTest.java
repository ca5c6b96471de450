package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.RefusedException;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EnrollCommandTest {
    private static final Instant START = Instant.parse("2025-01-15T12:00:00Z");
    private static final String[] ENROLL = {"enroll", "--cluster", "eks1", "-n", "shop", "--revision", "default"};

    private final MadeUpOutside outside = new MadeUpOutside();
    private final Server server = new Server();
    private final Looker looker = new Looker();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    EnrollCommandTest() {
        outside.enrolments = server;
        outside.screen = looker;
    }

    @Test
    void shouldPrintALineForEachChangeAndWhatCameOfIt() {
        server.then(begun().at("Deployment/aaa", 2, "restarts Deployment/aaa", START.plusSeconds(1)));
        server.then(begun().past("Deployment/aaa is healthy again", START.plusSeconds(20)));
        server.then(begun().past("Deployment/aaa is healthy again", START.plusSeconds(20)));
        server.then(done());

        assertThat(run(ENROLL)).isZero();

        assertThat(err.toString().lines())
                .containsExactly(
                        "2025-01-15T12:00:00Z  Running  0 of 2  begins",
                        "2025-01-15T12:00:01Z  Running  0 of 2  restarts Deployment/aaa",
                        "2025-01-15T12:00:20Z  Running  1 of 2  Deployment/aaa is healthy again",
                        "2025-01-15T12:00:40Z  Done  1 of 2  1 workloads restarted");
        assertThat(out.toString().lines())
                .containsExactly(
                        "namespace shop of cluster eks1 into the mesh, revision default done: 1 workloads restarted",
                        "1 of 2 workloads restarted",
                        "to know:",
                        "  StatefulSet/db has updateStrategy OnDelete: delete its pods yourself",
                        "pods without its sidecar:",
                        "  debug (belongs to nothing that would start it anew)");
        assertThat(server.asked.pace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(looker.words)
                .contains("gangway enroll --cluster eks1 --namespace shop --attach")
                .contains("gangway enroll --cluster eks1 --namespace shop --stop");
    }

    @Test
    void shouldRedrawABarInATerminal() {
        looker.terminal = true;
        server.then(begun().past("Deployment/aaa is healthy again", START.plusSeconds(20)));
        server.then(done());

        assertThat(run(ENROLL)).isZero();

        assertThat(err.toString())
                .contains(
                        "\u001b[A\u001b[2K\u001b[?7lshop  1 of 2  ████████████░░░░░░░░░░░░  Deployment/aaa is healthy again, about 20 s left")
                .endsWith("\u001b[?7h\u001b[A\u001b[2K");
    }

    @Test
    void shouldExitWithOneWhereItStopsAtAWorkload() {
        server.then(begun().ended(State.FAILED, "Deployment/aaa did not come back", List.of(), List.of(), START));

        assertThat(run(ENROLL)).isEqualTo(1);
        assertThat(out.toString()).contains("failed: Deployment/aaa did not come back");
    }

    @Test
    void shouldNotWaitWhenDetached() {
        assertThat(run("enroll", "--cluster", "eks1", "-n", "shop", "--disable", "--detach", "-o", "json"))
                .isZero();

        assertThat(out.toString()).isEqualTo("{\"state\":\"Running\"}\n");
        assertThat(server.asked.disable()).isTrue();
        assertThat(looker.pauses).isZero();
    }

    @Test
    void shouldLookAtWhatIsUnderWayWithoutStartingAnything() {
        server.then(begun());
        server.then(done());

        assertThat(run("enroll", "--cluster", "eks1", "-n", "shop", "--attach")).isZero();

        assertThat(server.asked).isNull();
    }

    @Test
    void shouldStopWhatIsUnderWay() {
        assertThat(run("enroll", "--cluster", "eks1", "-n", "shop", "--stop")).isZero();

        assertThat(server.stopped).isEqualTo("eks1/shop");
        assertThat(server.asked).isNull();
    }

    @Test
    void shouldWaitForAServerThatIsAwayForAMoment() {
        server.thenLost();
        server.thenLost();
        server.then(done());

        assertThat(run(ENROLL)).isZero();
    }

    @Test
    void shouldSayHowToLookAgainWhenTheServerStaysAway() {
        for (int i = 0; i < 70; i++) {
            server.thenLost();
        }

        assertThat(run(ENROLL)).isEqualTo(1);
        assertThat(err.toString()).contains("It goes on in the server").contains("failed: gone");
    }

    @Test
    void shouldSayWhatWasRefused() {
        server.refusal = "no injector of cluster eks1 answers to revision 'default'";

        assertThat(run(ENROLL)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("refused: " + server.refusal + "\n");
    }

    @Test
    void shouldAskForARevision() {
        assertThat(run("enroll", "--cluster", "eks1", "-n", "shop")).isEqualTo(2);
        assertThat(err.toString()).contains("which revision?");
    }

    @Test
    void shouldRefuseAPaceThatIsNone() {
        assertThat(run("enroll", "--cluster", "eks1", "-n", "shop", "--revision", "default", "--pace", "soon"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--pace: pace is no duration: write it as 30s, 2m or 1h");
    }

    private int run(String... arguments) {
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Enrolment begun() {
        EnrolmentRequest request = new EnrolmentRequest(
                new ClusterName("eks1"), "shop", "default", Duration.ofSeconds(30), false, false, "alice");
        return Enrolment.begun(request, 2, List.of(), START);
    }

    private static Enrolment done() {
        return begun().past("healthy", START)
                .ended(
                        State.DONE,
                        "1 workloads restarted",
                        List.of("debug (belongs to nothing that would start it anew)"),
                        List.of("StatefulSet/db has updateStrategy OnDelete: delete its pods yourself"),
                        START.plusSeconds(40));
    }

    /** Answers what it was told to, one after another, and then the last again. */
    private static final class Server implements Enrolments {
        private final Deque<Optional<Enrolment>> answers = new ArrayDeque<>();
        private EnrolmentRequest asked;
        private String refusal;
        private String stopped;

        void then(Enrolment answer) {
            answers.add(Optional.of(answer));
        }

        void thenLost() {
            answers.add(Optional.empty());
        }

        @Override
        public Enrolment start(EnrolmentRequest request) {
            asked = request;
            if (refusal != null) {
                throw new RefusedException(RefusedException.Kind.CONFLICT, "revision", refusal);
            }
            return begun();
        }

        @Override
        public Optional<Enrolment> find(ClusterName cluster, String namespace) {
            return Optional.of(
                    answers.remove().orElseThrow(() -> new ServerUnreachableException("gone", new Exception("gone"))));
        }

        @Override
        public Enrolment stop(ClusterName cluster, String namespace, String by) {
            stopped = cluster + "/" + namespace;
            return begun();
        }
    }

    private static final class Looker implements Screen {
        private boolean terminal;

        private int pauses;
        private String words = "";

        @Override
        public boolean isTerminal() {
            return terminal;
        }

        @Override
        public boolean isColoured() {
            return false;
        }

        @Override
        public void pause(Duration time) {
            pauses++;
        }

        @Override
        public <T> T whileSaying(String text, Supplier<T> work) {
            words = text;
            return work.get();
        }
    }
}
