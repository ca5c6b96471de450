package dev.gangway.domain.analysis;

/** The parts that the judge is made of. The bench leaves them out one by one, to show what each is good for. */
public enum Mechanism {
    /** A tick's weight is limited, so that a burst as long as any of the past does not roll back. */
    BURST_LIMIT,
    /** Evidence counts for less where the share of bad requests varies beyond chance. */
    DISPERSION,
    /** What the source shows now raises what the destination is held against. */
    CONCURRENT_SOURCE,
    /** A slow destination gets time to warm up. */
    WARM_UP,
    /** Where too little is left at the source to compare with, it gets a part back before all goes back. */
    CONTROL,
    /** The latency of most requests is judged, and not only that of the slowest. */
    SLUGGISHNESS,
    /** One tick that looks very wrong sends the traffic back to a low weight, to find out cheaply. */
    RETREAT,
    /** Harm that both sides share after a step is tried out by going back a step. */
    SHARED_HARM,
    /** A destination whose requests do not arrive is not raised. */
    MISSING_TRAFFIC,
    /** A quiet service begins at a higher rung, which gives the destination some requests. */
    START_BY_RATE,
    /** The next step waits until the worst that is still plausible there is affordable. */
    EXPOSURE_BUDGET
}
