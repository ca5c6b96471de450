package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    private static final String ROUTES =
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata:
              name: checkout
              namespace: shop
            spec:
              hosts:
                - checkout
              http:
                - route:
                    - destination:
                        host: checkout
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path scratch;

    private Path routes;

    @BeforeEach
    void writeRoutes() throws IOException {
        routes = write("routes.yaml", ROUTES);
    }

    @Test
    void shouldPrintWhatWouldStandInEachClusterOnStdoutAlone() {
        assertThat(at("5")).isZero();

        assertThat(out.toString())
                .startsWith(
                        "---\n# cluster: k8s2\n# added\napiVersion: networking.istio.io/v1\nkind: DestinationRule\n")
                .contains("---\n# cluster: eks1\n# changed\n")
                .contains("            subset: k8s2\n          weight: 95\n")
                .doesNotContain("in each cluster");
        assertThat(out.toString().split("# cluster: ")).hasSize(5);
        assertThat(err.toString())
                .isEqualTo("shop/checkout, in each cluster: 1 added, 1 changed, 0 unchanged, 0 deleted"
                        + System.lineSeparator());
    }

    @Test
    void shouldPrintOneClusterAlone() {
        assertThat(at("0.1", "--cluster", "eks1")).isZero();

        assertThat(out.toString()).contains("# cluster: eks1", "weight: 999").doesNotContain("# cluster: k8s2");
    }

    @Test
    void shouldDivideMirrorsWhereThatIsAsked() throws IOException {
        Files.writeString(routes, ROUTES + "      mirror:\n        host: checkout\n");

        assertThat(at("20", "--cluster", "eks1")).isZero();
        assertThat(out.toString()).contains("      mirror:\n        host: checkout\n");

        assertThat(at("20", "--cluster", "eks1", "--mirrors")).isZero();
        assertThat(out.toString()).contains("percentage:\n            value: 80", "percentage:\n            value: 20");
    }

    @Test
    void shouldTellThePodsApartByTheirNetworks() {
        assertThat(at("5", "--source-network", "net-1", "--destination-network", "net-2"))
                .isZero();

        assertThat(out.toString())
                .contains("topology.istio.io/network: net-1", "topology.istio.io/network: net-2")
                .doesNotContain("network: k8s2");
    }

    @Test
    void shouldAddRoutesOfConnectionsWhereTheServiceSpeaksTcp() throws IOException {
        routes = write("routes.yaml", ROUTES.replaceAll("checkout\\b", "cart"));

        assertThat(at("5", "--cluster", "k8s2", "--protocol", "tcp")).isZero();

        assertThat(out.toString()).contains("  tcp:\n    - route:\n").doesNotContain("http:");
    }

    @Test
    void shouldPrintADiffThatPatchTakes() {
        assertThat(at("5", "--diff", "--cluster", "k8s2")).isZero();

        assertThat(out.toString())
                .startsWith("--- /dev/null\n+++ b/k8s2/DestinationRule/shop/gangway-checkout\n@@ -0,0 +1,")
                .contains(
                        "--- a/k8s2/VirtualService/shop/checkout\n+++ b/k8s2/VirtualService/shop/checkout\n@@ -3,6 +3,8 @@\n")
                .contains("\n+            subset: k8s2\n+          weight: 95\n");
    }

    @Test
    void shouldUndoWhatItHasPrinted() throws IOException {
        assertThat(at("5", "--cluster", "k8s2")).isZero();
        Path woven = write("woven.yaml", out.toString());
        out.getBuffer().setLength(0);

        assertThat(plan("-f", woven.toString(), "--service", "shop/checkout", "--restore"))
                .isZero();

        assertThat(out.toString()).isEqualTo("---\n# cluster: all\n# changed\n" + ROUTES);
        assertThat(err.toString()).contains("note: DestinationRule shop/gangway-checkout would be deleted");
    }

    @Test
    void shouldNoteWhatPreflightFindsButForWhatWeavingSettles() throws IOException {
        String atGateway = ROUTES.replace("name: checkout", "name: edge")
                .replace("    - checkout\n", "    - shop.example.com\n  gateways: [edge]\n");
        String rule =
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: all, namespace: till}
                spec: {host: '*.shop.svc.cluster.local'}
                """;
        routes = write("routes.yaml", ROUTES + "---\n" + atGateway + rule);

        assertThat(at("5")).isZero();

        assertThat(err.toString().lines().filter(line -> line.startsWith("note: ")))
                .containsExactly(
                        "note: DestinationRule till/all covers checkout.shop.svc.cluster.local by a wildcard: clients"
                                + " in till read it and not Gangway's subsets, so that their requests would fail; narrow its host,"
                                + " or remove it for the time of the shift");
    }

    @Test
    void shouldPrintTheSameWhenItIsGivenWhatItHasPrinted() throws IOException {
        assertThat(at("5", "--cluster", "k8s2")).isZero();
        String first = out.toString();
        routes = write("routes.yaml", first);
        out.getBuffer().setLength(0);

        assertThat(at("5", "--cluster", "k8s2")).isZero();

        assertThat(out.toString())
                .isEqualTo(first.replace("# added", "# unchanged").replace("# changed", "# unchanged"));
    }

    @Test
    void shouldReadDirectoriesWithAllKindsOfFiles() throws IOException {
        Files.createDirectories(scratch.resolve("deep/.git"));
        write("deep/.git/broken.yaml", "{");
        write("deep/readme.md", "{");
        write(
                "deep/rule.json",
                "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\":"
                        + " \"networking.istio.io/v1\", \"kind\": \"DestinationRule\", \"metadata\": {\"name\": \"c\","
                        + " \"namespace\": \"shop\"}, \"spec\": {\"host\": \"checkout\", \"exportTo\": [\"*\"]}}]}");
        write("deep/cart.yml", ROUTES.replace("checkout", "cart"));
        routes = scratch;

        assertThat(at("5", "--cluster", "k8s2")).isZero();

        assertThat(out.toString())
                .contains("name: c\n", "name: gangway-checkout", "'*'")
                .doesNotContain("cart");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        a: [                     | is no YAML: line 2:
        a: 1\\na: 2              | is no YAML: line 2: the key 'a' twice
        a: &x [*x]               | is no YAML: line 1: an alias within what it stands for
        """)
    void shouldNameAFileThatItCannotRead(String text, String words) throws IOException {
        routes = write("bad.yaml", text.replace("\\n", "\n") + "\n");

        assertThat(at("5")).isEqualTo(2);

        assertThat(err.toString()).contains("--file: " + routes + " " + words);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldNameBothFilesThatHoldTheSameObject() throws IOException {
        Path copy = write("copy.yaml", ROUTES);

        assertThat(at("5", "-f", copy.toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains("--file: " + copy + " holds VirtualService shop/checkout, and so does " + routes);
    }

    @Test
    void shouldNameFileObjectAndFieldOfWhatCannotBeWoven() throws IOException {
        routes = write("routes.yaml", ROUTES + "          weight: ten\n");

        assertThat(at("5")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("can't be woven: " + routes + ": VirtualService shop/checkout, spec.http[0].route[0].weight:"
                        + " \"ten\" is no whole number; write the weight as one" + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        --weight 5 --cluster gke | --cluster: 'gke' is neither the source nor the destination
        --weight 101             | --weight: weight 101 % is not between 0 and 100
        --weight 0.01            | --weight: weight 0.01 % is not between 0 and 100 in steps of 0.1
        --weight much            | Invalid value for option '--weight'
        --diff                   | --weight: is needed
        --weight 5 -f nowhere    | --file: nowhere can't be read
        --weight 5 --protocol udp | Invalid value for option '--protocol'
        --weight 5 --nothing     | Unknown option: '--nothing'
        """)
    void shouldTellWrongUsageByItsOption(String options, String words) {
        List<String> arguments = new ArrayList<>(List.of(
                "-f", routes.toString(), "--service", "shop/checkout", "--source", "k8s2", "--destination", "eks1"));
        arguments.addAll(Arrays.asList(options.split(" ")));

        assertThat(plan(arguments.toArray(String[]::new))).isEqualTo(2);

        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        --service shop/checkout --weight 5                                  | --source: is needed
        --service shop/checkout --source k8s2 --weight 5                    | --destination: is needed
        --service shop/checkout --source k8s2 --destination k8s2 --weight 5 | source and destination are both 'k8s2'
        --service checkout --restore                                        | --service: 'checkout' must be NAMESPACE/NAME
        --restore                                                           | Missing required option: '--service
        """)
    void shouldTellWhatIsMissing(String options, String words) {
        List<String> arguments = new ArrayList<>(List.of("-f", routes.toString()));
        arguments.addAll(Arrays.asList(options.split(" +")));

        assertThat(plan(arguments.toArray(String[]::new))).isEqualTo(2);

        assertThat(err.toString()).contains(words);
    }

    private int at(String weight, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--service", "shop/checkout", "--source", "k8s2", "--destination", "eks1", "--weight", weight));
        arguments.addAll(List.of("-f", routes.toString()));
        arguments.addAll(Arrays.asList(more));
        return plan(arguments.toArray(String[]::new));
    }

    private int plan(String... options) {
        List<String> arguments = new ArrayList<>(List.of("plan"));
        arguments.addAll(Arrays.asList(options));
        return new CommandLineInterface(new MadeUpOutside(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(scratch.resolve(name), text);
    }
}
