/** Micrometer meters of the loop and the shifts. Imports control, the domain, Micrometer. */
package dev.gangway.adapter.telemetry;
