/** The console before a real Chromium. */
package dev.gangway.console;
