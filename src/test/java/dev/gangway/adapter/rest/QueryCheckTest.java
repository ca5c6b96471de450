package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operation takes in its query is what its method says, wherever it says it. */
class QueryCheckTest {
    @Test
    void shouldTakeWhatTheMethodTakes() {
        assertThat(of(ShiftResource.class, "start")).containsExactly("dryRun");
        assertThat(of(ShiftResource.class, "get")).isEmpty();
    }

    @Test
    void shouldTakeWhatTheMethodTakesTogether() {
        assertThat(of(ShiftLists.class, "all"))
                .containsExactly("cluster", "continue", "history", "labelSelector", "limit", "namespace", "phase");
        assertThat(of(ShiftLists.class, "inNamespace"))
                .doesNotContain("namespace")
                .contains("phase");
    }

    @Test
    void shouldTakeWhatAllOperationsOfTheClassTake() {
        assertThat(of(ShiftVerbs.class, "rollBack")).containsExactly("dryRun");
    }

    private static Set<String> of(Class<?> resource, String name) {
        Method method = Arrays.stream(resource.getDeclaredMethods())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return QueryCheck.parameters(resource, method);
    }
}
