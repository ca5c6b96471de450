package dev.gangway.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A context of a kubeconfig.
 *
 * @param kubeconfig the file; empty = those that kubectl would read
 * @param name of the context
 * @param namespace that it names; empty = none
 */
public record KubeContext(Optional<Path> kubeconfig, String name, Optional<String> namespace) {
    /** Needs a name. */
    public KubeContext {
        requireNonNull(kubeconfig, "kubeconfig");
        requireNonNull(name, "name");
        requireNonNull(namespace, "namespace");
    }
}
