/**
 * How much Gangway can carry, how fast it answers and how soon it is up: {@code docs/performance.md}. The other side is a lean mesh
 * of its own, in another process than Gangway's: API servers and Prometheus that do just what Gangway asks of them, so that it is
 * Gangway that is measured.
 */
package dev.gangway.bench.load;
