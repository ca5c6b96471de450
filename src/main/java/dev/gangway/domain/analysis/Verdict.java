package dev.gangway.domain.analysis;

/** The judge's answer. No data is INCONCLUSIVE: never HEALTHY, never DEGRADED. */
public enum Verdict {
    /** The destination is as good as asked, on enough requests. */
    HEALTHY,
    /** The destination is worse than allowed, beyond chance. */
    DEGRADED,
    /** Not enough was seen to say either. */
    INCONCLUSIVE
}
