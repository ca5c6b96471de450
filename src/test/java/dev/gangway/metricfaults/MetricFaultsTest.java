package dev.gangway.metricfaults;

import static dev.gangway.metricfaults.FaultyMesh.BAD;
import static dev.gangway.metricfaults.FaultyMesh.DESTINATION;
import static dev.gangway.metricfaults.FaultyMesh.GOOD;
import static dev.gangway.metricfaults.FaultyMesh.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.ShiftState;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A healthy shift, and one whose destination has just broken and is about to be judged, while Prometheus misbehaves: over real HTTP,
 * through Gangway's own reading, judge and loop.
 */
class MetricFaultsTest {
    private static final List<String> EVERYWHERE = List.of(SOURCE, DESTINATION);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Report REPORT = new Report();
    private static FaultyMesh mesh;

    @BeforeAll
    static void start() {
        mesh = new FaultyMesh();
    }

    @AfterEach
    void heal() {
        mesh.misbehave(EVERYWHERE, Optional.empty());
        mesh.proxies.values().forEach(proxy -> proxy.skew(0));
    }

    @AfterAll
    static void stop() {
        REPORT.write();
        mesh.close();
    }

    static Stream<Arguments> faults() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Stream.of(EVERYWHERE, List.of(SOURCE), List.of(DESTINATION))
                        .filter(clusters -> clusters.size() == 2 || !fault.isSeenOnlyWhereAllHaveIt())
                        .map(clusters -> Arguments.of(fault, clusters)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldHoldAndSayWhyAndGoOnWhenItIsOver(Fault fault, List<String> clusters) {
        Moves moves = new Moves(mesh, LONG).begun();
        long injected = mesh.injected();
        mesh.harm(BAD, true);
        mesh.misbehave(clusters, Optional.of(fault));
        int onset = moves.until(() -> isBlind(moves.state(GOOD)));
        assertThat(onset).as("rounds until it is noticed").isLessThanOrEqualTo(2);
        Weight good = moves.weight(GOOD);
        Weight bad = moves.weight(BAD);

        for (int round = 0; round < (fault.isSlow() ? 2 : 8); round++) {
            moves.round();
            assertThat(moves.weight(GOOD)).isEqualTo(good);
            assertThat(moves.weight(BAD)).isEqualTo(bad);
            assertThat(moves.kind(GOOD)).isEqualTo(Kind.SHIFTING);
            assertThat(moves.kind(BAD)).isEqualTo(Kind.SHIFTING);
            assertThat(moves.state(GOOD).metricsProblem())
                    .hasValueSatisfying(words -> assertThat(words).contains(fault.words()));
            assertThat(moves.lacking(GOOD)).isEqualTo(1);
        }
        assertThat(moves.state(BAD).reason().cause()).isEqualTo(Cause.METRICS);
        assertThat(moves.state(BAD).reason().text()).contains(fault.words(), "pauses if that lasts until");

        long times = fault.inside().isPresent() ? onset + 8 : mesh.injected() - injected;
        mesh.misbehave(clusters, Optional.empty());
        int rolledBack = moves.until(() -> moves.weight(BAD).equals(Weight.NONE));
        int rounds = rolledBack + moves.until(() -> moves.weight(GOOD).compareTo(good) > 0);
        REPORT.add(fault, clusters, times, moves.violations().size(), 10L * rounds);
        assertThat(moves.lacking(GOOD)).isZero();
        assertThat(moves.state(BAD).history())
                .anySatisfy(entry -> assertThat(entry.reason().text()).contains("requests to eks1 failed"));
        assertThat(moves.violations()).isEmpty();
        assertThat(times).isPositive();
        assertThat(rounds).as("rounds until both go on").isLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DOWN", "NAN", "STALE", "UNAUTHORIZED"})
    void shouldPauseWhenTheBudgetIsSpentAndGoOnWhenAPersonResumes(Fault fault) {
        Moves moves = new Moves(mesh, Duration.ofSeconds(60)).begun();
        mesh.misbehave(List.of(DESTINATION), Optional.of(fault));
        int onset = moves.until(() -> isBlind(moves.state(GOOD)));
        assertThat(onset).isLessThanOrEqualTo(2);
        moves.rounds(5);
        assertThat(moves.kind(GOOD)).as("a round before it is due").isEqualTo(Kind.SHIFTING);

        moves.round();
        assertThat(moves.kind(GOOD)).isEqualTo(Kind.PAUSED);
        assertThat(moves.state(GOOD).reason().cause()).isEqualTo(Cause.METRICS);
        assertThat(moves.state(GOOD).reason().text()).contains("paused by Gangway", fault.words());
        assertThat(moves.shift(GOOD).request().origin()).isEqualTo(Request.Origin.METRICS);
        assertThat(moves.announcer.events()).anySatisfy(event -> assertThat(event.reason())
                .isEqualTo(moves.state(GOOD).reason()));

        mesh.misbehave(List.of(DESTINATION), Optional.empty());
        Weight stood = moves.weight(GOOD);
        moves.rounds(6);
        assertThat(moves.kind(GOOD)).as("nobody has resumed it").isEqualTo(Kind.PAUSED);
        assertThat(moves.weight(GOOD)).isEqualTo(stood);
        moves.command(GOOD, Command.RESUME);
        int unused = moves.until(() -> moves.weight(GOOD).compareTo(stood) > 0);
        assertThat(moves.violations()).isEmpty();
    }

    @Test
    void shouldRollBackWithoutMetricsWhenSomebodyWantsItAndPromoteToo() {
        Moves moves = new Moves(mesh, Duration.ofSeconds(60)).begun();
        mesh.misbehave(EVERYWHERE, Optional.of(Fault.DOWN));
        moves.rounds(3);
        moves.command(BAD, Command.ROLL_BACK);
        moves.command(GOOD, Command.PROMOTE);
        moves.rounds(2);

        assertThat(moves.kind(BAD)).isEqualTo(Kind.ROLLED_BACK);
        assertThat(moves.weight(GOOD)).isEqualTo(Weight.ALL);
        moves.rounds(8);
        assertThat(moves.kind(GOOD)).isEqualTo(Kind.SUCCEEDED);
    }

    @Test
    void shouldFindHarmOverTheWholeTimeOfAnOutageInTheFirstReadingAfterIt() {
        Moves moves = new Moves(mesh, LONG).begun();
        mesh.misbehave(List.of(SOURCE), Optional.of(Fault.DOWN));
        mesh.harm(BAD, true);
        moves.rounds(3);
        mesh.misbehave(List.of(SOURCE), Optional.empty());
        moves.round();

        assertThat(moves.kind(BAD)).isEqualTo(Kind.ROLLING_BACK);
    }

    @Test
    void shouldMoveAllTheSameWhereTheClocksOfAllThreeDiffer() {
        mesh.proxies.get(SOURCE).skew(30);
        mesh.proxies.get(DESTINATION).skew(-30);
        Moves moves = new Moves(mesh, LONG).begun();
        mesh.harm(BAD, true);
        int unused = moves.until(() -> moves.kind(BAD) == Kind.ROLLED_BACK && moves.kind(GOOD) == Kind.SUCCEEDED);

        assertThat(moves.state(GOOD).metricsProblem()).isEmpty();
        assertThat(moves.violations()).isEmpty();
    }

    private static boolean isBlind(ShiftState state) {
        return state.metricsProblem().isPresent();
    }
}
