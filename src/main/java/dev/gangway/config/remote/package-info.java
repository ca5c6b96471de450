/** A Gangway that serves, as the command line asks it: over its REST interface. */
package dev.gangway.config.remote;
