/** Who calls, as the tokens of an OIDC issuer say. */
package dev.gangway.adapter.oidc;
