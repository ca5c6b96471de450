package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Who listens to a watch and does nothing with it. */
record Nobody<T>() implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T added) {}

    @Override
    public void onUpdate(T before, T after) {}

    @Override
    public void onDelete(T deleted, boolean finalStateUnknown) {}
}
