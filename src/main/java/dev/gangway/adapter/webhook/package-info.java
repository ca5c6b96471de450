/** Gates over HTTP, in Flagger's form. Imports control, domain, Jackson. */
package dev.gangway.adapter.webhook;
