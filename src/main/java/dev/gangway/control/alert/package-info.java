/** What alerts do to shifts: rules, a pure reaction, and the desk that puts it down. */
package dev.gangway.control.alert;
