package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Path FOLDER = Path.of("src/test/resources/bench/recordings");
    private static final String ROW = "60\t0.01\t" + "0,".repeat(5) + "1" + ",0".repeat(14);

    @Test
    void shouldReadCasesAndTheirRows() throws IOException {
        List<Recording> recordings = RecordingReader.readAll(FOLDER);

        assertThat(recordings)
                .extracting(Recording::group)
                .containsExactly("shop healthy", "shop healthy", "shop material", "till minor");
        Recording broken = recordings.get(2);
        assertThat(broken.requestsPerSecond()).isEqualTo(10);
        assertThat(broken.history().frames()).hasSize(2);
        assertThat(broken.destination().frames().get(0).errorRatio).isEqualTo(0.3);
    }

    @Test
    void shouldLeaveOutTheSameCaseAtAHigherRate() throws IOException {
        List<Recording> recordings = RecordingBench.atNativeRate(RecordingReader.readAll(FOLDER));

        assertThat(recordings)
                .extracting(Recording::name)
                .containsExactly("shop quiet 10rps", "shop broken 10rps", "till slow 5rps");
    }

    @Test
    void shouldPlayRowsInACycleThatEndsWhereTheShiftBegins() throws IOException {
        Reel history = RecordingReader.readAll(FOLDER).get(2).history();

        // 60 s at 0.001, then 300 s at 0.002.
        assertThat(history.at(-5).errorRatio).isEqualTo(0.002);
        assertThat(history.at(-300).errorRatio).isEqualTo(0.002);
        assertThat(history.at(-305).errorRatio).isEqualTo(0.001);
        assertThat(history.at(-365).errorRatio).isEqualTo(0.002);
        assertThat(history.at(59).errorRatio).isEqualTo(0.001);
        assertThat(history.at(60).errorRatio).isEqualTo(0.002);
        assertThat(history.at(360).errorRatio).isEqualTo(0.001);
    }

    @Test
    void shouldDrawCountsFromTheRowsRates() throws IOException {
        World world = new Replay(RecordingReader.readAll(FOLDER).get(2), 5, 0).world();

        assertThat(world.history()).hasSize(720);
        // 10 requests a second for an hour, 60 of 360 s with 0.001 and the others with 0.002.
        assertThat(world.history().stream().mapToInt(counts -> counts.requests).sum())
                .isCloseTo(36_000, Percentage.withPercentage(2));
        assertThat(world.history().stream().mapToInt(counts -> counts.failures).sum())
                .isBetween(40, 90);
        assertThat(world.before().destination().requests).isZero();
    }

    @Test
    void shouldCountWhatFailsOrIsSlowBeyondTheSource() throws IOException {
        World world = new Replay(RecordingReader.readAll(FOLDER).get(2), 5, 0).world();
        List<World.Lived> lived = new ArrayList<>();
        IntStream.range(0, 24).forEach(tick -> lived.add(world.live(tick, 0.5)));

        // 25 requests a tick; 30 % fail, of the source 0.1 % and from 60 s on none.
        assertThat(lived.get(0).failures()).isCloseTo(25 * 0.299, within(1e-9));
        assertThat(lived.get(12).failures()).isCloseTo(25 * 0.3, within(1e-9));
        // 5 % of the past took more than 50 ms; of the destination 40 %, of the source 5 %.
        assertThat(lived.get(0).slow()).isCloseTo(25 * 0.35, within(1e-9));
    }

    @Test
    void shouldSayWhereALineIsWrong() {
        assertWrong("a row must follow a CASE", "HIST\t" + ROW);
        assertWrong("f.tsv, line 1: CASE has a name", "CASE\tshop");
        assertWrong("line 2: a line begins with CASE", "CASE\tshop a\t0\t5", "OTHER\t" + ROW);
        assertWrong("line 2: a row has 20 bucket shares", "CASE\tshop a\t0\t5", "HIST\t60\t0\t0.5,0.5");
        assertWrong("line 2: x is not a number", "CASE\tshop a\t0\t5", "HIST\t" + ROW.replace("60", "x"));
        assertWrong("must have rows of HIST, SRC and DST", "CASE\tshop a\t0\t5", "HIST\t" + ROW);
        assertWrong(
                "a label is 0, 1 or 2, and not 7", "CASE\tshop a\t7\t5", "HIST\t" + ROW, "SRC\t" + ROW, "DST\t" + ROW);
    }

    private static void assertWrong(String why, String... lines) {
        assertThatThrownBy(() -> RecordingReader.read("f.tsv", List.of(lines)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
