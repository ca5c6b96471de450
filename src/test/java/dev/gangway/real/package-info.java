/** Real programs that integration tests run against: started on free loopback ports, stopped with the test. */
package dev.gangway.real;
