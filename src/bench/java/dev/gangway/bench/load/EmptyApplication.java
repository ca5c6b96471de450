package dev.gangway.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Quarkus application with the dependencies of Gangway and not a line of code, packaged by Maven from what is at hand already. */
final class EmptyApplication {
    private static final String BUILD = "<build>";

    /** Without an issuer of tokens OIDC is off, as Gangway has it by default; with the extension alone nothing would start. */
    private static final String NO_ISSUER = "quarkus.oidc.tenant-enabled=false\n";

    private EmptyApplication() {}

    /** Where its runnable jar is. */
    static Path build(Path folder) throws IOException {
        Path resources = Files.createDirectories(folder.resolve(Path.of("src", "main", "resources")));
        Files.writeString(resources.resolve("application.properties"), NO_ISSUER);
        Files.writeString(folder.resolve("pom.xml"), pom(Files.readString(Path.of("pom.xml"))));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("bench.maven"), "bin", "mvn").toString());
        if (Boolean.getBoolean("bench.offline")) {
            command.add("-o");
        }
        command.addAll(List.of("-q", "-f", folder.resolve("pom.xml").toString(), "package"));
        Path log = folder.resolve("build.log");
        Process build = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (build.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the empty application could not be built: see " + log);
        }
        return folder.resolve(Path.of("target", "quarkus-app", "quarkus-run.jar"));
    }

    /** The same libraries in the same versions, and nothing of how Gangway is compiled and tested. */
    private static String pom(String gangway) {
        return gangway.substring(0, gangway.indexOf(BUILD))
                        .replaceFirst("<artifactId>gangway</artifactId>", "<artifactId>empty</artifactId>")
                        .replace("<optional>true</optional>", "<scope>test</scope>")
                + """
                <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>${compiler-plugin.version}</version>
                      </plugin>
                      <plugin>
                        <artifactId>maven-surefire-plugin</artifactId>
                        <version>${surefire-plugin.version}</version>
                      </plugin>
                      <plugin>
                        <groupId>io.quarkus.platform</groupId>
                        <artifactId>quarkus-maven-plugin</artifactId>
                        <version>${quarkus.version}</version>
                        <extensions>true</extensions>
                        <executions><execution><goals><goal>build</goal></goals></execution></executions>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """;
    }
}
