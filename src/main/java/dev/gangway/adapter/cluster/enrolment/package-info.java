/** Enrolment of a namespace's workloads in the mesh: the namespace's label, and one restart after another. */
package dev.gangway.adapter.cluster.enrolment;
