/** Many shifts under random faults: the domain and the loop alone, on fakes, by a virtual clock. */
package dev.gangway.simulation;
