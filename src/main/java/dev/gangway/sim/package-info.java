/**
 * The simulated mesh: API servers, traffic that obeys the routes written there, and the metrics that come of it. It is what
 * Gangway runs on when it is given nothing else, and the bed of its tests. Nothing imports it.
 */
package dev.gangway.sim;
