/** The clusters of the mesh and their clients. Imports control, the domain, fabric8. */
package dev.gangway.adapter.cluster;
