package dev.gangway.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.sim.SetupFault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which the simulated mesh can be set up wrongly is found and named, and nothing is found where nothing is wrong. */
class PreflightFaultsTest {
    private static PreflightedMesh mesh;

    @BeforeAll
    static void start() {
        mesh = new PreflightedMesh();
    }

    @AfterAll
    static void stop() {
        mesh.close();
    }

    @AfterEach
    void heal() {
        mesh.heal();
    }

    @Test
    void shouldPassAMeshThatIsSetUpWell() {
        assertThat(mesh.checks()).hasSizeGreaterThan(40).allSatisfy(check -> assertThat(check.result())
                .as(check.words())
                .isEqualTo(Result.PASS));
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindAndName(SetupFault fault) {
        String expected = SetupFaultChecks.of(fault);

        mesh.spoil(fault, expected);

        List<Check> amiss = mesh.checks().stream()
                .filter(check -> check.result() != Result.PASS)
                .toList();
        assertThat(amiss).extracting(Check::id).contains(expected);
        assertThat(amiss).allSatisfy(check -> {
            assertThat(check.result()).as(check.words()).isNotEqualTo(Result.UNKNOWN);
            assertThat(check.seen()).isNotBlank();
            assertThat(check.todo()).as(check.seen()).isNotBlank();
        });
    }
}
