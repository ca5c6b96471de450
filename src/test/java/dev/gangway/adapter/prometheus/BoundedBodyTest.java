package dev.gangway.adapter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final BoundedBody body = new BoundedBody(8);

    @Test
    void shouldHoldWhatWasSentUntilSomebodyTakesIt() {
        send("12", "345");
        body.onComplete();

        BoundedBody.Content content = body.getBody().toCompletableFuture().join();

        assertThat(content.take()).asString(UTF_8).isEqualTo("12345");
        assertThat(content.take()).isEmpty();
    }

    @Test
    void shouldHangUpOnMoreThanIsAllowed() {
        send("12345678", "9");

        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(BoundedBody.TooLongException.class);
    }

    private void send(String... parts) {
        body.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long buffers) {}

            @Override
            public void cancel() {}
        });
        for (String part : parts) {
            body.onNext(List.of(ByteBuffer.wrap(part.getBytes(UTF_8))));
        }
    }
}
