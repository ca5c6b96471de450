package dev.gangway.control;

/** Whether what stands in the management cluster has been read: before that nothing of it can be told or changed. */
@FunctionalInterface
public interface KnownState {
    /** Once it is, it stays so. */
    boolean isKnown();
}
