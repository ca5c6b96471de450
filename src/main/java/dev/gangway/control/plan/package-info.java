/** What would stand in a mesh at a weight, told without a cluster. */
package dev.gangway.control.plan;
