package dev.gangway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BeginningTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicBoolean answers = new AtomicBoolean(true);

    private void read() {
        if (!answers.get()) {
            throw new KubernetesClientException("it is away");
        }
        done.add("read");
    }

    @Test
    void shouldHaveBegunAtOnceWhereTheManagementClusterAnswers() {
        try (Beginning beginning = new Beginning(List.of(this::read, () -> done.add("stand")))) {
            beginning.begin();

            assertThat(beginning.isKnown()).isTrue();
            assertThat(done).containsExactly("read", "stand");
        }
    }

    @Test
    void shouldBeginWhenTheManagementClusterAnswersAndDoNothingTwice() {
        answers.set(false);
        try (Beginning beginning =
                new Beginning(List.of(() -> done.add("before"), this::read, () -> done.add("stand")))) {
            beginning.begin();
            assertThat(beginning.isKnown()).isFalse();
            assertThat(done).containsExactly("before");

            answers.set(true);

            await().until(beginning::isKnown);
            assertThat(done).containsExactly("before", "read", "stand");
        }
    }

    @Test
    void shouldNotTakeAFaultForAManagementClusterThatIsAway() {
        try (Beginning beginning = new Beginning(List.of(() -> {
            throw new IllegalStateException("a fault");
        }))) {
            assertThatThrownBy(beginning::begin).hasMessage("a fault");
        }
    }
}
