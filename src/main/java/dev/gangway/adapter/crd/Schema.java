package dev.gangway.adapter.crd;

/** Patterns of the schema. */
final class Schema {
    static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

    private Schema() {}
}
