/** Shifts as the command line sees them, and as people read them there. */
package dev.gangway.cli.shift;
