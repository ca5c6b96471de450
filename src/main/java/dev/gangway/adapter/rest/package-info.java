/** The REST interface. Imports control, the domain, jakarta.ws.rs. */
package dev.gangway.adapter.rest;
