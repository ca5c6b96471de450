/**
 * Preflight over what makes two clusters one mesh: what is read of each, and the checks over it, which are pure. Imports control, the
 * domain, adapter.cluster, fabric8.
 */
package dev.gangway.adapter.cluster.preflight;
