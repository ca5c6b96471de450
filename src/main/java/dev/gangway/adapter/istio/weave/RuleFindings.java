package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Finding.Severity;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds DestinationRules that count instead of Gangway's, or would not count any more. Istio looks for a host's rule in the
 * client's namespace, then in the service's, then in the root namespace, and takes what it finds first.
 */
final class RuleFindings {
    private final ServiceRef service;
    private final ServiceRoutes found;
    private final String rootNamespace;
    private final List<Finding> findings = new ArrayList<>();

    RuleFindings(ServiceRef service, ServiceRoutes found, String rootNamespace) {
        this.service = service;
        this.found = found;
        this.rootNamespace = rootNamespace;
    }

    List<Finding> on(List<ObjectNode> objects) {
        List<ObjectNode> beside =
                found.rules().stream().filter(found::isBesideTheService).toList();
        for (ObjectNode rule : beside) {
            onReach(rule);
        }
        for (ObjectNode rule : found.rules()) {
            if (!found.isBesideTheService(rule)) {
                onElsewhere(rule);
            }
        }
        for (ObjectNode object : objects) {
            if (object.path("kind").asText("").equals("DestinationRule")
                    && HostNames.cover(object.path("spec").path("host").asText(""), service)) {
                onWildcard(object);
            }
        }
        return findings;
    }

    private void onReach(ObjectNode rule) {
        Reach reach = Reach.of(rule);
        if (!reach.isForAllNamespaces()) {
            say(
                    "hidden-subsets",
                    reach.isForItsOwnNamespaceAlone() ? Severity.FAIL : Severity.WARN,
                    rule,
                    "is for namespace %s alone, and so will be Gangway's subsets, which Istio joins with it: an east-west"
                                    .formatted(reach.namespaces())
                            + " gateway or a client elsewhere does not see them, and its requests fail",
                    "let its exportTo be '*', or have the gateway's namespace and those of all clients");
        }
    }

    private void onElsewhere(ObjectNode rule) {
        if (isLast(rule)) {
            say(
                    "hidden-rule",
                    rule,
                    "is for %s in the root namespace: Istio leaves it out once Gangway's rule stands in the service's"
                            .formatted(service.host()),
                    "move it to namespace " + service.namespace());
        } else {
            say(
                    "shadowing-rule",
                    Severity.FAIL,
                    rule,
                    "is for %s but not in its namespace: clients in %s read it and not Gangway's subsets, so that their requests would fail"
                            .formatted(service.host(), ServiceRoutes.namespace(rule)),
                    "move it to namespace %s, or remove it for the time of the shift".formatted(service.namespace()));
        }
    }

    private void onWildcard(ObjectNode rule) {
        if (found.isBesideTheService(rule) || isLast(rule)) {
            say(
                    "wildcard-rule",
                    rule,
                    "covers %s by a wildcard: Istio leaves its policies out once there is a rule for the host itself"
                            .formatted(service.host()),
                    "write a DestinationRule for the host, with what it needs of them");
        } else {
            say(
                    "shadowing-rule",
                    Severity.FAIL,
                    rule,
                    "covers %s by a wildcard: clients in %s read it and not Gangway's subsets, so that their requests would fail"
                            .formatted(service.host(), ServiceRoutes.namespace(rule)),
                    "narrow its host, or remove it for the time of the shift");
        }
    }

    /** Those of the root namespace come last, but for those that are for its own clients alone, its gateways. */
    private boolean isLast(ObjectNode rule) {
        Reach reach = Reach.of(rule);
        return reach.namespace().equals(rootNamespace) && !reach.exportTo().equals(List.of("."));
    }

    private void say(String id, ObjectNode rule, String seen, String todo) {
        say(id, Severity.WARN, rule, seen, todo);
    }

    private void say(String id, Severity severity, ObjectNode rule, String seen, String todo) {
        findings.add(new Finding(id, severity, Place.of(rule).object(), seen, todo));
    }
}
