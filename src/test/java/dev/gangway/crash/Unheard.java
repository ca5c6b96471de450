package dev.gangway.crash;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A channel that nobody listens to. */
final class Unheard<T> implements Emitter<T> {
    @Override
    public CompletionStage<Void> send(T payload) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public <M extends Message<? extends T>> void send(M message) {}

    @Override
    public void complete() {}

    @Override
    public void error(Exception failure) {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }
}
