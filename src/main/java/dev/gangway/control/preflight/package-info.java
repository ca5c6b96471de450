/** Running preflight checks: beside each other, and in the background of the loop. Imports control and the domain. */
package dev.gangway.control.preflight;
