package dev.gangway.adapter.istio.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.DestinationRuleWeaving;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.adapter.istio.weave.WeavingOptions;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people write, as it is and as it would stand: {@code before.yaml}, whose first line has the weight and what is woven in
 * beside it, and {@code after.yaml} with the objects that concern shop/checkout on its way from k8s2 to eks1.
 */
class WeavingCasesTest {
    private static final Path CASES = Path.of("src/test/resources/weave");
    private static final String HEAD = "# weight: ";
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");

    static List<String> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldStandAsWritten(String name) throws IOException {
        List<ObjectNode> after =
                weave(name).stream().flatMap(change -> change.after().stream()).toList();

        assertThat(texts(after)).isEqualTo(texts(objects(name, "after.yaml")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeAsBeforeWhenRestored(String name) throws IOException {
        List<Change> woven = weave(name);
        List<ObjectNode> standing =
                woven.stream().flatMap(change -> change.after().stream()).toList();

        List<ObjectNode> restored = new ServiceRoutes(CHECKOUT, standing)
                .restore().stream().flatMap(change -> change.after().stream()).toList();

        assertThat(texts(restored))
                .isEqualTo(texts(woven.stream()
                        .flatMap(change -> change.before().stream())
                        .toList()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeReadAsItWasPrinted(String name) throws IOException {
        for (Change change : weave(name)) {
            Optional<ObjectNode> after = change.after();
            assertThat(YamlReader.read(after.map(YamlWriter::write).orElseThrow()))
                    .hasToString("[" + after.orElseThrow() + "]");
        }
    }

    @Test
    void shouldHaveFortyCasesOrMore() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
    }

    private static List<Change> weave(String name) throws IOException {
        String head = Files.readAllLines(file(name, "before.yaml")).get(0);
        assertThat(head).startsWith(HEAD);
        String[] parts = head.substring(HEAD.length()).split(", ", -1);
        Weight weight = Weight.percent(new BigDecimal(parts[0]));
        WeavingOptions options = WeavingOptions.NONE;
        for (int index = 1; index < parts.length; index++) {
            options = with(options, parts[index].split(": ", 2));
        }
        return new ServiceRoutes(CHECKOUT, objects(name, "before.yaml"))
                .weave(new DestinationRuleWeaving(
                                new ShiftId("shop", "checkout"),
                                CHECKOUT,
                                new TrafficSplit(K8S2, EKS1, weight),
                                Map.of(K8S2, "net-k8s2", EKS1, "net-eks1"),
                                SubsetLabel.NETWORK)
                        .with(options));
    }

    private static WeavingOptions with(WeavingOptions options, String... option) {
        return switch (option[0]) {
            case "mirror" ->
                new WeavingOptions(
                        Optional.of(new Preview.Mirror(Weight.percent(new BigDecimal(option[1])))), options.mirrors());
            case "header" ->
                new WeavingOptions(
                        Optional.of(new Preview.Header(
                                option[1].split("=", 2)[0], option[1].split("=", 2)[1])),
                        options.mirrors());
            case "mirrors" -> new WeavingOptions(options.preview(), Mirrors.valueOf(option[1]));
            default -> throw new IllegalArgumentException(option[0]);
        };
    }

    private static List<ObjectNode> objects(String name, String file) {
        return ManifestFiles.read(List.of(file(name, file))).stream()
                .map(Manifest::object)
                .toList();
    }

    private static Path file(String name, String file) {
        return CASES.resolve(name).resolve(file);
    }

    private static List<String> texts(List<? extends JsonNode> trees) {
        return trees.stream().map(JsonNode::toString).toList();
    }
}
