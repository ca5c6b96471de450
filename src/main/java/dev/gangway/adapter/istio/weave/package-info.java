/**
 * Weaves a service's two clusters into VirtualServices and DestinationRules that stand, and takes them out again. Pure functions
 * over JSON trees, so that no field is lost that this version does not know. Imports control, the domain and Jackson.
 */
package dev.gangway.adapter.istio.weave;
