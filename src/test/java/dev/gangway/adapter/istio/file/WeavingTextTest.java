package dev.gangway.adapter.istio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeavingTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 10_000)
    void shouldReadEveryTextAsItWasWritten(
            @ForAll
                    @StringLength(max = 12)
                    @Chars({'\n', '\t', ':', '#', '\'', '"', '-', '+', '.', '~', '&', '*', '!', '|', '>', '%', '@', '`'
                    })
                    @Chars({' ', ',', '[', ']', '{', '}', '_', '=', '<', '?', '\\', 'é', '\u2028', '0', 'x', 'o', 'e'})
                    @CharRange(from = '0', to = '9')
                    @CharRange(from = 'a', to = 'z')
                    String text) {
        shouldBeReadAgain(NODES.textNode(text));
    }

    @Property(tries = 10_000)
    void shouldReadEveryNumberAsItWasWritten(
            @ForAll int whole, @ForAll @DoubleRange(min = -1e9, max = 1e9) double decimal) {
        shouldBeReadAgain(NODES.numberNode(whole));
        shouldBeReadAgain(NODES.numberNode(BigDecimal.valueOf(decimal).setScale(6, RoundingMode.DOWN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "Yes",
                "NO",
                "on",
                "off",
                "y",
                "n",
                "null",
                "~",
                "",
                "0",
                "-1",
                "+1",
                "007",
                "0x1F",
                "0o17",
                "0b1",
                "1_000",
                "1.5",
                ".5",
                "1.",
                "1e3",
                "12e4567",
                "1:30",
                "190:20:30",
                ".inf",
                ".NaN",
                "2024-01-01",
                "=",
                "<<",
                "- a",
                "a: b",
                "# a",
                "a #b",
                " a",
                "a ",
                "a\nb\n",
                "a\n\n",
                "\n",
                "\ta",
                "{a}",
                "[a]",
                "*a",
                "&a",
                "!a",
                "%a"
            })
    void shouldQuoteWhatCouldBeReadAsAnythingElse(String text) {
        shouldBeReadAgain(NODES.textNode(text));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "Yes, true",
        "off, false",
        "~, null",
        "NULL, null",
        "010, 8",
        "0o10, 8",
        "0x10, 16",
        "1_000, 1000",
        "1.50, 1.50",
        "1e3, 1E+3",
        "-0x10, -16",
        "08, 8",
        "tRUE, \"tRUE\"",
        "1:30, \"1:30\"",
        "2024-01-01, \"2024-01-01\"",
        "!!str 5, \"5\"",
        "12345678901234567890, 12345678901234567890"
    })
    void shouldReadWordsAsKubectlDoes(String yaml, String json) {
        assertThat(YamlReader.read("a: " + yaml)).hasToString("[{\"a\":" + json + "}]");
    }

    @Test
    void shouldWriteAliasesAndMergeKeysOut() {
        assertThat(YamlReader.read("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\nf: {b: 3, <<: [*x, {g: 4}]}"))
                .hasToString("[{\"a\":{\"b\":1},\"c\":{\"b\":1},\"d\":{\"e\":2,\"b\":1},\"f\":{\"b\":3,\"g\":4}}]");
    }

    @Test
    void shouldNotBeGrownByAliasesOfAliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            String alias = "*a" + (level - 1);
            text.append("a%d: &a%d [%s]\n".formatted(level, level, String.join(", ", Collections.nCopies(10, alias))));
        }

        assertThatThrownBy(() -> YamlReader.read(text.toString()))
                .isInstanceOf(NotYamlException.class)
                .hasMessageContaining("more than 1000000 values");
    }

    @Test
    void shouldReadSeveralDocumentsAndPassOverEmptyOnes() {
        assertThat(YamlReader.read("---\n# nothing\n---\na: 1\n---\n---\nb: 2\n...\n"))
                .hasToString("[{\"a\":1}, {\"b\":2}]");
    }

    private static void shouldBeReadAgain(JsonNode value) {
        ObjectNode tree = NODES.objectNode();
        tree.set("value", value);
        tree.putArray("list").add(value);
        if (value.isTextual()) {
            tree.putObject("map").put(value.textValue(), true);
        }

        List<JsonNode> read = YamlReader.read(YamlWriter.write(tree));

        assertThat(read).isEqualTo(List.of(tree));
    }
}
