/** Namespaces into the mesh and out of it: the port, what is asked and how far it is. Stands on control and domain. */
package dev.gangway.control.enrolment;
