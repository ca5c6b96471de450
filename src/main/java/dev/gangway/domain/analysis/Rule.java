package dev.gangway.domain.analysis;

import java.util.Optional;

/** One reason to go back, to look closer or to wait. Without state: what is to be remembered is in the ruling. */
interface Rule {
    /** Empty where it has nothing to say; then the next rule is asked. */
    Optional<Ruling> rule(Look look);
}
