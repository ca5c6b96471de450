/**
 * The one loop and what people ask of it, with the ports to all that is outside. Imports the domain, Mutiny, jakarta.inject
 * and a logger.
 */
package dev.gangway.control;
