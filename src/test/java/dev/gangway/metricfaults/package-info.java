/** Whole shifts while Prometheus misbehaves, over real HTTP: nothing rises and nothing falls for that alone. */
package dev.gangway.metricfaults;
