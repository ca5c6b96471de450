/** Who may do what over the interface, as the management cluster's own permissions say. Imports nothing. */
package dev.gangway.control.access;
