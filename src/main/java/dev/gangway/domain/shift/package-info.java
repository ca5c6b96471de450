/** The state machine of one shift: phases that decide by returning a value. Imports java.*, domain.traffic and domain.analysis. */
package dev.gangway.domain.shift;
