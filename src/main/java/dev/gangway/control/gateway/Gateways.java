package dev.gangway.control.gateway;

import dev.gangway.domain.traffic.ClusterName;

/** The east-west gateways of the mesh's clusters. Each call to a cluster is given up after a bounded time. */
public interface Gateways {

    /**
     * What stands now. Writes nothing.
     *
     * @throws dev.gangway.control.RefusedException where there is no such cluster, or it refuses to be read
     * @throws dev.gangway.control.ClusterUnavailableException where it does not answer
     */
    GatewayState look(ClusterName cluster);

    /**
     * Makes, and repairs where it is ours, all that can be made now, and does not wait: what takes its time is in
     * {@link GatewayState#lacking()}, and the next call goes on from there, whoever makes it. What is not ours is left as it is.
     *
     * @return what stands now
     * @throws dev.gangway.control.RefusedException where it would do harm, or can't work: nothing was written then
     * @throws dev.gangway.control.ClusterUnavailableException where it can't be known whether it was done
     */
    GatewayState make(ClusterName cluster);
}
