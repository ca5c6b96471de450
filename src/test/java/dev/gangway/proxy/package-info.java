/** A proxy before an API server that misbehaves as API servers, and the ways to them, do. Knows nothing of Gangway. */
package dev.gangway.proxy;
