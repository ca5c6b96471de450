/** What is measured, and not only tested. docs/bench.md says how to run it. */
package dev.gangway.bench;
