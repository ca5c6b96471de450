/** The roof: where settings are read and things are wired. Imports everything but sim. */
package dev.gangway.config;
