/** Makes Istio's remote secrets on request. Imports control, the domain, adapter.cluster, fabric8. */
package dev.gangway.adapter.cluster.remotesecret;
