/** The custom resources, and the store that keeps shifts in them. Imports control, the domain, fabric8. */
package dev.gangway.adapter.crd;
