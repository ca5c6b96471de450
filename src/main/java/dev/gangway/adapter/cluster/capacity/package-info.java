/** The pods of the services in every cluster, and the minimums of their autoscalers. Imports control, the domain, the clusters' clients, fabric8. */
package dev.gangway.adapter.cluster.capacity;
