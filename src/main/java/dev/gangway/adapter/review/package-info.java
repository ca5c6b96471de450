/** Who calls and what they may do, as the management cluster reviews it. */
package dev.gangway.adapter.review;
