package dev.gangway.adapter.cluster.capacity;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Tells of every object that came, went, or is another now, with what it was before. */
record Changes<T>(Consumer<T> changed) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T added) {
        changed.accept(added);
    }

    @Override
    public void onUpdate(T before, T after) {
        changed.accept(before);
        changed.accept(after);
    }

    @Override
    public void onDelete(T deleted, boolean finalStateUnknown) {
        changed.accept(deleted);
    }
}
