/** Placebo shifts over the recorded past: what a policy would have done to a service that nothing was wrong with. */
package dev.gangway.control.backtest;
