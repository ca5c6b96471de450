package dev.gangway.adapter.crd;

/** Patterns of the schema. */
final class Schema {
    static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

    /** What an object may be called, dots among it. */
    static final String DNS_NAME = "^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$";

    /** As the domain's FailureCriteria has it. */
    static final String RESPONSE_CODE = "^([1-5](xx|[0-9]{2})|0)$";

    private Schema() {}
}
