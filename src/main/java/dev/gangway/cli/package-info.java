/** The command line. What it needs of the outside is handed to it. */
package dev.gangway.cli;
