/** Counts, objectives, evidence and the judge: pure mathematics. Imports java.* and domain.traffic. */
package dev.gangway.domain.analysis;
