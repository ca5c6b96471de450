/** Alertmanager's webhook. Imports control, the domain, jakarta.ws.rs. */
package dev.gangway.adapter.alertmanager;
