package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ShiftPolicies, for who looks at them. Answers from what is known already and calls nobody. */
public interface Policies {

    /** All of them, in no order. */
    List<Policy> all();

    /**
     * A policy as it stands.
     *
     * @param version what it is now; opaque
     * @param settings what it sets, by the names that its resource has for them; what is left out is as by default
     * @param problem why no shift can follow it; empty where one can
     */
    record Policy(
            String namespace, String name, String version, Map<String, Object> settings, Optional<String> problem) {
        /** Copies the settings. */
        public Policy {
            requireNonNull(namespace, "namespace");
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            settings = Map.copyOf(settings);
            requireNonNull(problem, "problem");
        }
    }
}
