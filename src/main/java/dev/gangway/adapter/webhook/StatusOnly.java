package dev.gangway.adapter.webhook;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads nothing of a body, however long it is. */
final class StatusOnly implements BodySubscriber<Void> {
    private final CompletableFuture<Void> body = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> ignored) {
        // What was on its way.
    }

    @Override
    public void onError(Throwable ignored) {
        // The status is there already.
    }

    @Override
    public void onComplete() {
        // The status is there already.
    }
}
