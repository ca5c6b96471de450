package dev.gangway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts by which people, and kubectl, run the package; called by links, with a Java that says what it was given. */
class LauncherTest {
    @TempDir
    Path scratch;

    @BeforeEach
    void install() throws IOException {
        Path java = Files.createDirectories(scratch.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '<%s>' \"$@\"\necho\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(scratch.resolve("quarkus-run.jar"));
        for (String name : List.of("gangway", "kubectl-gangway", "kubectl_complete-gangway")) {
            Files.createSymbolicLink(
                    scratch.resolve(name), Path.of("src/main/bin", name).toAbsolutePath());
        }
    }

    @Test
    void shouldRunThePackageWithTheSameWords() throws Exception {
        assertThat(run("gangway", "shift", "list", "two words")).endsWith("quarkus-run.jar><shift><list><two words>\n");
        assertThat(run("kubectl-gangway", "shift", "list", "two words"))
                .endsWith("quarkus-run.jar><shift><list><two words>\n");
    }

    @Test
    void shouldAnswerKubectlWhatMayComeNext() throws Exception {
        assertThat(run("kubectl_complete-gangway", "shift", ""))
                .endsWith("quarkus-run.jar><__complete><shift><>\n:4\n");
    }

    private String run(String... words) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(Stream.concat(
                                Stream.of(scratch.resolve(words[0]).toString()),
                                Stream.of(words).skip(1))
                        .toList())
                .redirectErrorStream(true);
        process.environment().put("JAVA_HOME", scratch.resolve("jdk").toString());
        process.environment().put("GANGWAY_HOME", scratch.toString());
        Process running = process.start();
        String said = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(said).isZero();
        return said;
    }
}
