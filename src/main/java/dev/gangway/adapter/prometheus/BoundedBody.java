package dev.gangway.adapter.prometheus;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Gathers a body, and hangs up on one that is longer than allowed instead of holding it. The client hands its buffers over (as the
 * subscribers of the JDK rely on, too), so they are copied once, when all are there.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Content> {
    private final int maxBytes;
    private final CompletableFuture<Content> body = new CompletableFuture<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int length;
    private Flow.Subscription subscription;

    BoundedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * All bytes of a body, for who takes them first. The JDK's client holds what the last exchange of each idle connection gave, so
     * a megabyte for each connection would stay.
     */
    static final class Content {
        private static final byte[] NONE = new byte[0];
        private final AtomicReference<byte[]> held;

        Content(byte[] bytes) {
            held = new AtomicReference<>(bytes);
        }

        byte[] take() {
            return held.getAndSet(NONE);
        }
    }

    /** What a body that is too long fails with. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<Content> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (length + buffer.remaining() > maxBytes) {
                subscription.cancel();
                parts.clear();
                body.completeExceptionally(new TooLongException());
                return;
            }
            length += buffer.remaining();
            parts.add(buffer);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ByteBuffer all = ByteBuffer.allocate(length);
        parts.forEach(all::put);
        parts.clear();
        body.complete(new Content(all.array()));
    }
}
