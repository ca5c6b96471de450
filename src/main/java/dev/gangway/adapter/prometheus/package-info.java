/**
 * Reads what clients saw from every Prometheus of the mesh: PromQL, the query client, answers to windows. Imports control,
 * domain, Mutiny, Jackson, a logger and the JDK's HTTP client.
 */
package dev.gangway.adapter.prometheus;
