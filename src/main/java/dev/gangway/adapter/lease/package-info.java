/** Leadership among replicas, by a Lease of the management cluster. */
package dev.gangway.adapter.lease;
