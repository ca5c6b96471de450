/** What still keeps a cluster from being switched off, and the ports to those who know. */
package dev.gangway.control.decommission;
