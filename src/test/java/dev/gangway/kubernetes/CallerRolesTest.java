package dev.gangway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.access.Permission;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles for those who call Gangway, in kubernetes/access. */
class CallerRolesTest {
    @Test
    void shouldGiveEveryPermissionToOperatorsTogetherButThatToEditClusters() throws IOException {
        Set<String> given = rights("gangway-operator");
        given.addAll(rights("gangway-mesh-operator"));

        assertThat(given)
                .containsAll(Arrays.stream(Permission.values())
                        .filter(permission -> permission != Permission.TAKE_ALERTS)
                        .filter(permission -> permission != Permission.NAME_API_SERVER)
                        .map(permission -> permission.verb() + " " + permission.what())
                        .toList())
                .doesNotContain("update meshclusters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gangway-viewer", "gangway-mesh-viewer"})
    void shouldLetViewersChangeNothing(String role) throws IOException {
        assertThat(rights(role)).isNotEmpty().allMatch(right -> right.matches("(get|list|watch) .*"));
    }

    @Test
    void shouldLetOperatorsSeeWhatViewersSee() throws IOException {
        assertThat(rights("gangway-operator")).containsAll(rights("gangway-viewer"));
        assertThat(rights("gangway-mesh-operator")).containsAll(rights("gangway-mesh-viewer"));
    }

    @Test
    void shouldKeepTheMeshFromWhoOperatesShifts() throws IOException {
        assertThat(rights("gangway-operator")).noneMatch(right -> right.contains("meshclusters"));
    }

    private static Set<String> rights(String name) throws IOException {
        Set<String> rights = new TreeSet<>();
        for (JsonNode role : Manifests.documents(Manifests.ROOT.resolve("access/roles.yaml"))) {
            if (role.at("/metadata/name").asText().equals(name)) {
                role.path("rules").forEach(rule -> {
                    assertThat(rule.path("apiGroups")).hasSize(1);
                    assertThat(rule.at("/apiGroups/0").asText()).isEqualTo(Permission.GROUP);
                    rule.path("verbs").forEach(verb -> rule.path("resources")
                            .forEach(resource -> rights.add(verb.asText() + " " + resource.asText())));
                });
            }
        }
        return rights;
    }
}
