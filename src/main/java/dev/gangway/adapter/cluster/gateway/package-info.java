/** Makes a cluster's east-west gateway on request. Imports control, the domain, adapter.cluster, fabric8. */
package dev.gangway.adapter.cluster.gateway;
