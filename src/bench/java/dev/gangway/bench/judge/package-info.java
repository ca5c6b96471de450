/** What it costs to judge. */
package dev.gangway.bench.judge;
