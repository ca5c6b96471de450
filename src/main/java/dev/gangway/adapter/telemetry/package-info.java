/** Micrometer meters of the loop, and metrics of the shifts. Imports control, the domain, Micrometer, Prometheus' client. */
package dev.gangway.adapter.telemetry;
