package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://prometheus:9090/graph?g0.expr=up%20%3D%3D%200",
                "https://alertmanager.example/#/alerts",
                "HTTPS://alertmanager.example",
            })
    void shouldTakeWhatABrowserMayBeSentTo(String text) {
        assertThat(Link.of(text)).map(Link::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "ftp://example.org",
                "//example.org",
                "/graph",
                "http:///graph",
                "http:opaque",
                "https://user:secret@example.org",
                "http://example.org/a b",
                "http://exa\nmple.org",
            })
    void shouldTakeNothingElse(String text) {
        assertThat(Link.of(text)).isEmpty();
    }

    @Test
    void shouldTakeNoneThatIsTooLong() {
        String most = "http://a/" + "b".repeat(Link.LONGEST - "http://a/".length());

        assertThat(Link.of(most)).isPresent();
        assertThat(Link.of(most + "b")).isEmpty();
        assertThat(Link.of(null)).isEmpty();
    }

    @Test
    void shouldOnlyBeBuiltOfWhatIsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Link(URI.create("javascript:alert(1)")))
                .withMessage("this is no link by http or https");
    }
}
