/**
 * Measures policies against each other in a world that is drawn from a seed: how many users a bad shift hurts, how many good
 * ones are stopped, and how long one takes. docs/bench.md says how to run it and what its words mean.
 */
package dev.gangway.bench.decision;
