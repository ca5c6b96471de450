/** Clusters, services and the shares of traffic between them. Imports java.* only. */
package dev.gangway.domain.traffic;
