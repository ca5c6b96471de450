package dev.gangway.control.gate;

import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.ShiftId;
import java.util.Optional;

/**
 * What one gate is asked: an answer counts for this alone, so an edited gate is asked anew.
 *
 * @param shift about which
 * @param gate who is asked
 * @param attempt about which
 * @param passage whether this may be taken; empty = whether to go back
 */
record Question(ShiftId shift, Gate gate, int attempt, Optional<Passage> passage) {}
