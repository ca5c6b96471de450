package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChangeLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final ChangeLimit limit = new ChangeLimit(2, 3, nanos::get);

    @Test
    void shouldAllowSoManyAtOnceAndSayWhenThereIsTheNext() {
        takeAll("ana");

        assertThat(limit.take("ana")).hasValue(1);
    }

    @Test
    void shouldAllowOneMoreWhenTimeHasPassedForIt() {
        takeAll("ana");

        nanos.addAndGet(Duration.ofMillis(500).toNanos());

        assertThat(limit.take("ana")).isEmpty();
        assertThat(limit.take("ana")).isPresent();
    }

    @Test
    void shouldNotSaveUpMoreThanSoManyAtOnce() {
        takeAll("ana");

        nanos.addAndGet(Duration.ofHours(1).toNanos());

        takeAll("ana");
        assertThat(limit.take("ana")).isPresent();
    }

    @Test
    void shouldPutOffNobodyElse() {
        takeAll("ana");
        assertThat(limit.take("ana")).isPresent();

        assertThat(limit.take("ben")).isEmpty();
    }

    @Test
    void shouldAllowAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChangeLimit(0, 3, nanos::get));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChangeLimit(1, 0, nanos::get));
    }

    private void takeAll(String caller) {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take(caller)).isEmpty();
        }
    }
}
