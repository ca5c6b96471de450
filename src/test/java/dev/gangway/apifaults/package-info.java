/** Gangway on the simulated mesh, with a proxy that misbehaves before each API server. */
package dev.gangway.apifaults;
