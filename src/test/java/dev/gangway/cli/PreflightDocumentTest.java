package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.preflight.PreflightedMesh;
import dev.gangway.preflight.SetupFaultChecks;
import dev.gangway.sim.SetupFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/preflight.md} shows of the command line is what it prints on the simulated mesh. After a change of the words:
 * {@code mvn test -Dtest=PreflightDocumentTest -Dgangway.documents=write}.
 */
class PreflightDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "preflight.md");
    private static final String BEGIN = "<!-- printed: do not edit -->\n";
    private static final boolean WRITES = "write".equals(System.getProperty("gangway.documents"));

    /** The simulated mesh makes its roots anew each time, names its pods as it likes, and takes its time. */
    private static final Pattern FINGERPRINT = Pattern.compile("SHA-256 [0-9a-f]{8}");

    private static final Pattern POD = Pattern.compile("(checkout|istio-eastwestgateway)-[a-z0-9]+-[a-z0-9]{5}\\b");
    private static final Pattern TIME = Pattern.compile("T\\d\\d:\\d\\d:\\d\\dZ");

    @Test
    void shouldShowWhatIsPrinted() throws IOException {
        String document = Files.readString(DOCUMENT);
        String written = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String expected = written + printed();
        if (WRITES) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String printed() {
        StringBuilder text = new StringBuilder();
        try (PreflightedMesh mesh = new PreflightedMesh()) {
            text.append("\n### Nothing is wrong\n\n").append(block(table(mesh)));
            for (SetupFault fault : SetupFault.values()) {
                mesh.spoil(fault, SetupFaultChecks.of(fault));
                text.append("\n### %s\n\nWrong: %s.\n\n".formatted(fault.label(), fault.sentence()))
                        .append(block(obstacles(table(mesh))));
                mesh.heal();
            }
        }
        return text.toString();
    }

    private static String table(PreflightedMesh mesh) {
        String table = FINGERPRINT.matcher(PreflightTable.of(mesh.report())).replaceAll("SHA-256 ........");
        return TIME.matcher(POD.matcher(table).replaceAll("$1-...-.....")).replaceAll("T..:..:..Z");
    }

    /** What passes comes last. */
    private static String obstacles(String table) {
        return table.lines().takeWhile(line -> !line.startsWith("PASS")).collect(Collectors.joining("\n"));
    }

    private static String block(String text) {
        return text.lines().map(line -> ("    " + line).stripTrailing()).collect(Collectors.joining("\n", "", "\n"));
    }
}
