package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/api/README.md and the examples of the description against what there is. */
class ProblemTypeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d{3}) \\| ((?:`[-a-z]+`(?:, )?)+) \\|", Pattern.MULTILINE);
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Map<String, Class<?>> SHOWN = Map.ofEntries(
            Map.entry("ShiftView", ShiftView.class),
            Map.entry("ShiftList", ShiftLists.ShiftList.class),
            Map.entry("HistoryList", ShiftResource.HistoryList.class),
            Map.entry("NewShift", NewShift.class),
            Map.entry("Wish", ShiftVerbs.Wish.class),
            Map.entry("PolicyView", PolicyResource.PolicyView.class),
            Map.entry("PolicyList", PolicyResource.PolicyList.class),
            Map.entry("ClusterView", ClusterView.class),
            Map.entry("PreflightView", PreflightView.class),
            Map.entry("NewEnrolment", NewEnrolment.class),
            Map.entry("EnrolmentView", EnrolmentView.class),
            Map.entry("EastWestGatewayView", EastWestGatewayView.class),
            Map.entry("Choice", RemoteSecretResource.Choice.class),
            Map.entry("RemoteSecretView", RemoteSecretView.class),
            Map.entry("DecommissionView", DecommissionView.class),
            Map.entry("BacktestView", BacktestView.class));

    @Test
    void shouldHaveEveryTypeInTheDocument() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs", "api", "README.md")))
                .results()
                .forEach(row -> Arrays.stream(row.group(2).split(", ", -1))
                        .forEach(slug -> documented.put(slug.replace("`", ""), row.group(1))));

        assertThat(documented)
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .collect(Collectors.toMap(ProblemType::slug, type -> String.valueOf(type.status()))));
    }

    @Test
    void shouldShowExamplesThatCouldBeAnswers() throws IOException {
        JsonNode examples = examples();
        assertThat(new TreeSet<>(SHOWN.keySet())).allSatisfy(name -> {
            assertThat(examples.has(name)).as(name).isTrue();
            assertThat(STRICT.treeToValue(examples.get(name), SHOWN.get(name)))
                    .as(name)
                    .isNotNull();
        });
    }

    private static JsonNode examples() throws IOException {
        try (InputStream file = ProblemTypeTest.class.getResourceAsStream("/openapi/examples.json")) {
            return STRICT.readTree(file);
        }
    }
}
