package dev.gangway.control.access;

/**
 * All that can be done over the interface, and the permission that Kubernetes' RBAC gives or refuses for it, on resources of the
 * API group {@value #GROUP}. docs/access.md has the same table.
 */
public enum Permission {
    /** Lists of shifts. */
    LIST_SHIFTS("list", "trafficshifts"),
    /** One shift, and its history. */
    GET_SHIFT("get", "trafficshifts"),
    /** A new shift. */
    START_SHIFT("create", "trafficshifts"),
    /** A shift's end. */
    DELETE_SHIFT("delete", "trafficshifts"),
    /** Standing still. */
    PAUSE_SHIFT("update", "trafficshifts", "pause"),
    /** Going on. */
    RESUME_SHIFT("update", "trafficshifts", "resume"),
    /** All traffic without evidence. */
    PROMOTE_SHIFT("update", "trafficshifts", "promote"),
    /** All traffic back. */
    ROLL_BACK_SHIFT("update", "trafficshifts", "rollback"),
    /** Once more. */
    RETRY_SHIFT("update", "trafficshifts", "retry"),
    /** Somebody's word for a step. */
    APPROVE_SHIFT("update", "trafficshifts", "approve"),
    /** What a shift needs, or would; asks the clusters anew. */
    CHECK_SHIFT("get", "trafficshifts", "preflight"),
    /** Placebo shifts over the past; the name is the service's. */
    BACKTEST("get", "trafficshifts", "backtest"),
    /** Decisions as they are made. */
    FOLLOW_EVENTS("watch", "trafficshifts"),
    /** Lists of policies. */
    LIST_POLICIES("list", "shiftpolicies"),
    /** One policy. */
    GET_POLICY("get", "shiftpolicies"),
    /** The list of clusters. */
    LIST_CLUSTERS("list", "meshclusters"),
    /** One cluster. */
    GET_CLUSTER("get", "meshclusters"),
    /** What stands of an east-west gateway. */
    LOOK_AT_GATEWAY("get", "meshclusters", "gateway"),
    /** An east-west gateway. */
    MAKE_GATEWAY("update", "meshclusters", "gateway"),
    /** The access of one cluster's istiod to another; needed for both. */
    MAKE_REMOTE_SECRET("update", "meshclusters", "remotesecret"),
    /** An address of an API server that no MeshCluster names: for who may name another in the MeshCluster itself. */
    NAME_API_SERVER("update", "meshclusters"),
    /** What still uses a cluster. */
    REPORT_DECOMMISSION("get", "meshclusters", "decommission"),
    /** How far an enrolment is; the namespace is the one that is enrolled. */
    LOOK_AT_ENROLMENT("get", "meshclusters", "enrolment"),
    /** Beginning and stopping one. */
    CHANGE_ENROLMENT("update", "meshclusters", "enrolment"),
    /** What Alertmanager does, which has a secret of its own in place of a user's token. */
    TAKE_ALERTS("", "");

    /** The API group of all of them. */
    public static final String GROUP = "gangway.dev";

    private final String verb;
    private final String resource;
    private final String subresource;

    Permission(String verb, String resource) {
        this(verb, resource, "");
    }

    Permission(String verb, String resource, String subresource) {
        this.verb = verb;
        this.resource = resource;
        this.subresource = subresource;
    }

    /** As RBAC has it: get, list, watch, create, update or delete. */
    public String verb() {
        return verb;
    }

    /** In the plural. */
    public String resource() {
        return resource;
    }

    /** Empty where it is the resource itself. */
    public String subresource() {
        return subresource;
    }

    /** The resource with its subresource, as a rule of RBAC names it: {@code trafficshifts/pause}. */
    public String what() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** Whether something is changed by it. */
    public boolean isChange() {
        return switch (verb) {
            case "get", "list", "watch" -> false;
            default -> true;
        };
    }
}
