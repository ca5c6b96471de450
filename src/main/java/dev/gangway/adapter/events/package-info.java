/**
 * Events out: the channel shift-events as CloudEvents, server-sent events, Kubernetes Events, a chat. Imports control, the domain,
 * Reactive Messaging, fabric8's client.
 */
package dev.gangway.adapter.events;
