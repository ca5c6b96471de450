package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.control.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
    private static final Map<String, String> LABELS =
            Map.of("team", "shop", "app.kubernetes.io/part-of", "web", "x", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        ''                                  | true
        team=shop                           | true
        team==shop                          | true
        team = shop                         | true
        team=bank                           | false
        team!=bank                          | true
        team!=shop                          | false
        other!=shop                         | true
        other=shop                          | false
        team                                | true
        other                               | false
        !other                              | true
        !team                               | false
        x=                                  | true
        team in (bank, shop)                | true
        team in (bank)                      | false
        team notin (bank)                   | true
        team notin (shop,bank)              | false
        other notin (shop)                  | true
        other in (shop)                     | false
        app.kubernetes.io/part-of=web       | true
        team in (shop, bank),x,!y           | true
        team in (shop, bank),x,!x           | false
        """)
    void shouldSelectAsKubernetesDoes(String selector, boolean selected) {
        assertThat(LabelSelector.parse(selector).selects(LABELS)).isEqualTo(selected);
    }

    @Test
    void shouldSelectEverythingWhereNothingIsSaid() {
        assertThat(LabelSelector.parse(null).selects(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=a",
                "a=b=c",
                "a in b",
                "a in (b",
                "a,,b",
                "a>1",
                "a=b c",
                "-a",
                "a in (b,_)",
                "a/b/c=d",
                "!",
                ","
            })
    void shouldRefuseWhatIsNoSelectorAndSayWhatIs(String text) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> LabelSelector.parse(text))
                .withMessageContaining("key notin (a, b)")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("labelSelector"));
    }

    @Test
    void shouldRefuseASelectorThatIsTooLong() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> LabelSelector.parse("a".repeat(2000)))
                .withMessageContaining("at most 1024");
    }
}
