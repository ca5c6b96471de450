package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    @Test
    void shouldReadTheSample() throws IOException {
        ShiftPlan plan = plan(Files.readString(Path.of("kubernetes", "samples", "shift-policy.yaml")));

        assertThat(plan.service()).isEqualTo(new ServiceRef("shop", "checkout"));
        assertThat(plan.ladder().rungs()).hasSize(9);
        assertThat(plan.pacing().soak()).isEqualTo(Duration.ofMinutes(2));
        assertThat(plan.objectives().risk().exposureBudget()).isEqualTo(3);
    }

    @Test
    void shouldTakeTheDefaultsWithoutAFile() {
        ShiftPlan plan = PolicyFile.plan(
                new ServiceRef("shop", "checkout"), new ClusterName("a"), new ClusterName("b"), Optional.empty());

        assertThat(plan.ladder()).isEqualTo(Ladder.DEFAULT);
        assertThat(plan.pacing()).isEqualTo(Pacing.DEFAULT);
        assertThat(plan.objectives()).isEqualTo(Objectives.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        kind: ShiftPolicy                                               | kind and spec are needed
        {kind: TrafficShift, spec: {}}                                  | the file must hold one ShiftPolicy
        {kind: ShiftPolicy, spec: {step: [1]}}                          | there is no field 'spec.step'; there are
        {kind: ShiftPolicy, spec: {objectives: {maxErorRatio: 1}}}      | there is no field 'spec.objectives.maxErorRatio'
        {kind: ShiftPolicy, spec: {pacing: {soakSeconds: long}}}        | field 'spec.pacing.soakSeconds' has the wrong type
        {kind: ShiftPolicy, spec: {steps: [1, x]}}                      | field 'spec.steps[1]' has the wrong type
        {kind: ShiftPolicy, spec: {steps: [5, 1]}}                      | steps of ShiftPolicy 'of the file': steps must rise strictly
        {kind: ShiftPolicy, spec: {objectives: {maxErrorRatio: 2}}}     | objectives.maxErrorRatio
        '{kind: '                                                       | not YAML
        hello                                                           | must hold one ShiftPolicy and nothing else
        """)
    void shouldSayWhatIsWrong(String yaml, String words) {
        assertThatThrownBy(() -> plan(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void shouldRefuseTwoDocuments() {
        assertThatThrownBy(() -> plan("kind: ShiftPolicy\nspec: {}\n---\nkind: ShiftPolicy\nspec: {}\n"))
                .hasMessageContaining("and nothing else");
    }

    private static ShiftPlan plan(String yaml) {
        return PolicyFile.plan(
                new ServiceRef("shop", "checkout"),
                new ClusterName("k8s2"),
                new ClusterName("eks1"),
                Optional.of(yaml));
    }
}
