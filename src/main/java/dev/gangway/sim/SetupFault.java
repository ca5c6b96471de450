package dev.gangway.sim;

import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Something that is wrong with what makes the two clusters one mesh. It shows in the objects of the API servers alone: the simulated
 * clients go on as before.
 */
public enum SetupFault {
    /** The network of the cluster is not told. */
    NETWORK_LABEL_MISSING("the namespace istio-system of eks1 has no label topology.istio.io/network"),
    /** The injector puts pods into another network than the namespace says. */
    NETWORK_DIFFERS("the injector of eks1 has another values.global.network than its namespace's label"),
    /** The proxies of the cluster tell another name of it. */
    CLUSTER_ID_DIFFERS(
            "the injector of eks1 has the values.global.multiCluster.clusterName of an installation on its own, Kubernetes"),
    /** The proxies of the cluster say that they are of another mesh. */
    MESH_ID_DIFFERS("eks1 has another mesh ID than k8s2"),
    /** The identities of the cluster are of another domain. */
    TRUST_DOMAIN_DIFFERS("eks1 has another trustDomain than k8s2, and no alias for it"),
    /** The services are told to stay in their cluster. */
    CLUSTER_LOCAL("the mesh configuration of eks1 keeps *.shop.svc.cluster.local in its own cluster"),
    /** The istiod does not look at the namespace. */
    DISCOVERY_SELECTORS("the discoverySelectors of eks1 leave the namespace shop out"),

    /** Nothing to send to the other cluster through. */
    GATEWAY_SERVICE_MISSING("eks1 has no Service istio-eastwestgateway"),
    /** The cloud gives it no address. */
    GATEWAY_WITHOUT_ADDRESS(
            "the Service istio-eastwestgateway of eks1 has no address: nothing serves its loadBalancerClass"),
    /** The port for the mesh's traffic is not there. */
    GATEWAY_PORT_MISSING("the Service istio-eastwestgateway of eks1 has no port 15443"),
    /** Its pods run and are not ready. */
    GATEWAY_NOT_READY("no pod of the east-west gateway of eks1 is ready"),
    /** One pod carries all. */
    GATEWAY_SINGLE("the east-west gateway of eks1 has one pod alone"),
    /** It sends to the other networks what came from there. */
    GATEWAY_WITHOUT_NETWORK_VIEW("the east-west gateway of eks1 runs without ISTIO_META_REQUESTED_NETWORK_VIEW"),
    /** It forwards nothing. */
    GATEWAY_DEFINITION_MISSING("eks1 has no Gateway with AUTO_PASSTHROUGH"),
    /** It forwards other hosts alone. */
    GATEWAY_HOSTS_TOO_NARROW("the Gateway cross-network-gateway of eks1 is for *.billing.svc.cluster.local alone"),
    /** It is for pods that are not there. */
    GATEWAY_SELECTS_NO_PODS("the Gateway cross-network-gateway of eks1 selects no pod"),
    /** Its proxies take neither. */
    GATEWAY_DEFINED_TWICE("eks1 has two Gateways with the same AUTO_PASSTHROUGH hosts for the same pods"),

    /** The other istiod does not know the cluster. */
    REMOTE_SECRET_MISSING("k8s2 has no remote secret of eks1"),
    /** The other istiod knows the cluster by another name. */
    REMOTE_SECRET_KEY_DIFFERS("the remote secret of eks1 in k8s2 has another cluster ID as its key"),
    /** The other istiod looks for the cluster at its own address. */
    REMOTE_SECRET_ON_LOOPBACK("the remote secret of eks1 in k8s2 names the API server https://127.0.0.1:6443"),
    /** The other istiod is let in no more. */
    REMOTE_SECRET_EXPIRED("the token in the remote secret of eks1 in k8s2 has expired a day ago"),
    /** The clusters do not believe each other. */
    ROOT_DIFFERS("eks1 has another root certificate than k8s2"),
    /** Soon nobody believes anybody. In both clusters. */
    ROOT_EXPIRES_SOON("the root certificate of both clusters runs out in ten days"),

    /** The other cluster does not see its endpoints. */
    INTERNAL_TRAFFIC_POLICY_LOCAL("the Service shop/checkout of eks1 has the internalTrafficPolicy Local"),
    /** It is headless in one cluster. */
    SERVICE_TYPE_DIFFERS("the Service shop/checkout is headless in eks1"),
    /** Its endpoints belong to no port that the other cluster knows. */
    SERVICE_PORTS_DIFFER("the port of the Service shop/checkout has another name in eks1"),
    /** It is in one cluster alone. */
    SERVICE_MISSING("eks1 has no Service shop/checkout"),
    /** Its pods take no mutual TLS, so a gateway can't tell them apart. */
    PEER_AUTHENTICATION_DISABLE("a PeerAuthentication in the namespace shop of eks1 has the mode DISABLE"),
    /** Its clients speak another TLS than the mesh's. */
    PRIVATE_DESTINATION_RULE("a DestinationRule for checkout in the namespace shop of eks1 has TLS of its own");

    private final String sentence;

    SetupFault(String sentence) {
        this.sentence = sentence;
    }

    /** The fault of that name; throws NoSuchElementException, with the names that there are. */
    public static SetupFault of(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no setup fault '" + label + "'; there are "
                        + Arrays.stream(values()).map(SetupFault::label).toList()));
    }

    /** Its name outside, as {@code network-label-missing}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, as a sentence without a full stop. */
    public String sentence() {
        return sentence;
    }
}
