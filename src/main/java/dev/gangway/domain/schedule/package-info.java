/** When things may go on, by the calendars of people: windows in their time zones, and freezes. Imports java.* only. */
package dev.gangway.domain.schedule;
