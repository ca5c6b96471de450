package dev.gangway.control.remotesecret;

/** Lets the istiod of one cluster read another one. Each call to a cluster is given up after a bounded time. */
public interface RemoteSecrets {

    /**
     * Makes the Secret, or the next thing that it needs, and does not wait: the next call goes on from there.
     *
     * @throws dev.gangway.control.RefusedException where it can't work, or one stands that must not be written over
     * @throws dev.gangway.control.ClusterUnavailableException where it can't be known whether it was done
     */
    RemoteSecretState make(RemoteSecretRequest request);
}
