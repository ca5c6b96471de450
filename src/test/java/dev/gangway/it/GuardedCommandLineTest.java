package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.cli.CommandLineInterface;
import dev.gangway.config.Workstation;
import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line against a Gangway that asks who is calling. */
@QuarkusTest
@TestProfile(Guarded.class)
class GuardedCommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/")
    URI server;

    private final Path token = Path.of("target", "token-of-a-caller");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(token, Grants.token("ana") + "\n");
        mesh.reviewBy(new Grants().grant("ana", asked -> asked.namespace().equals("shop")));
    }

    @AfterEach
    void forget() throws IOException {
        Files.delete(token);
        mesh.reviewBy(AccessRule.BY_NAME);
    }

    @Test
    void shouldShowTheTokenOfAFile() {
        assertThat(gangway("shift", "list", "-n", "shop", "--token-file", token.toString()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void shouldSayThatItIsNotKnownWhoAsks() throws IOException {
        Files.writeString(token, "token-of-nobody");

        assertThat(gangway("shift", "list", "-n", "shop", "--token-file", token.toString()))
                .isEqualTo(1);

        assertThat(err.toString())
                .contains("nobody is known by this token, or it has expired")
                .doesNotContain("token-of-nobody");
    }

    @Test
    void shouldSayWhatWhoAsksMayNot() {
        assertThat(gangway("shift", "list", "-A", "--token-file", token.toString()))
                .isEqualTo(1);

        assertThat(err.toString()).contains("ana may not list trafficshifts in all namespaces");
    }

    private int gangway(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--server";
        all[words.length + 1] = server.toString();
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }
}
