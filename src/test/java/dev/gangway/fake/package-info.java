/** The ports of control, held in memory and made to fail on demand. */
package dev.gangway.fake;
