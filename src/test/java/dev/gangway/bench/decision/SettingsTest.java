package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Properties given = new Properties();

    @Test
    void shouldTakeNoNoticeOfWhatTheBenchesOfLoadAreGivenByTheSameCommand() {
        given.setProperty("bench.maven", "/opt/maven");
        given.setProperty("bench.offline", "true");
        given.setProperty("bench.options", "");
        given.setProperty("bench.shifts", "300");
        given.setProperty("bench.runs", "7");

        assertThat(Settings.of(given).runs()).isEqualTo(7);
    }

    @Test
    void shouldRefuseWhatNoBenchKnows() {
        given.setProperty("bench.run", "7");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(given))
                .withMessageStartingWith("There is no -Dbench.run; there are bench.runs, ");
    }
}
