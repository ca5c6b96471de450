/** The port behind {@code gangway gateway}: east-west gateways of the mesh's clusters, looked at and made on request. */
package dev.gangway.control.gateway;
