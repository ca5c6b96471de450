/** Looks in the mesh's clusters for routes to one of them, and in that one for ways in. Imports control, adapter.cluster, Jackson. */
package dev.gangway.adapter.istio.decommission;
