/** Events out: the channel shift-events and server-sent events. Imports control, the domain, Reactive Messaging. */
package dev.gangway.adapter.events;
