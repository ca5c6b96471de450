/** Gates asked and told beside the loop. */
package dev.gangway.control.gate;
