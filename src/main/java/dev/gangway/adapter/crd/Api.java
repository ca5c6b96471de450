package dev.gangway.adapter.crd;

/** The names of Gangway's own API group. */
public final class Api {
    /** The group of all custom resources. */
    public static final String GROUP = "gangway.dev";
    /** Their version. */
    public static final String VERSION = "v1alpha1";
    /** Keeps a deleted shift until its routes are as its specification says. */
    public static final String FINALIZER = GROUP + "/routes";

    private Api() {}
}
