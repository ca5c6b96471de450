/** Reads and writes VirtualServices and DestinationRules in every cluster. Imports control, the domain, adapter.cluster, fabric8. */
package dev.gangway.adapter.istio;
