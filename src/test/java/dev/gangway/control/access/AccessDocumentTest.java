package dev.gangway.control.access;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/access.md against the permissions that there are. */
class AccessDocumentTest {
    private static final Pattern ROW = Pattern.compile("^\\|[^|]+\\| `(\\w+)` \\| `([\\w/]+)` \\|", Pattern.MULTILINE);

    @Test
    void shouldSayWhatEveryOperationTakes() throws IOException {
        Set<String> documented = ROW.matcher(Files.readString(Path.of("docs", "access.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .collect(toCollection(TreeSet::new));

        assertThat(documented)
                .isEqualTo(Arrays.stream(Permission.values())
                        .filter(permission -> permission != Permission.TAKE_ALERTS)
                        .map(permission -> permission.verb() + " " + permission.what())
                        .collect(toCollection(TreeSet::new)));
    }
}
