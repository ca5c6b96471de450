/** The port behind {@code gangway remote-secret}: the access of one cluster's istiod to another one's API server. */
package dev.gangway.control.remotesecret;
