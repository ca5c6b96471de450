package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.Map;

/**
 * What is wrong with a service at the destination.
 *
 * @param errorRatio the share of requests that fails, on top of what always fails; from 0 to 1
 * @param latencyFactor how many times longer requests take; above 0, 1 = as long as elsewhere
 * @param fromWeightPercent it shows in a client's cluster once that sends the destination so many per cent,
 *     mirrored requests among them; from 0 to 100
 */
public record Regression(double errorRatio, double latencyFactor, double fromWeightPercent) {
    /** Nothing is wrong. */
    public static final Regression NONE = new Regression(0, 1, 0);

    /** What the mesh starts with: one service that breaks under load, and one that is always slow. */
    static final Map<ServiceRef, Regression> AT_START = Map.of(
            new ServiceRef(Topology.NAMESPACE, "payments"), new Regression(0.2, 1, 10),
            new ServiceRef(Topology.NAMESPACE, "search"), new Regression(0, 4, 0));

    /** Throws IllegalArgumentException that names the value that is out of range. */
    public Regression {
        if (!(errorRatio >= 0 && errorRatio <= 1)) {
            throw new IllegalArgumentException("errorRatio " + errorRatio + " is not between 0 and 1");
        }
        if (!(latencyFactor > 0 && latencyFactor <= 1000)) {
            throw new IllegalArgumentException("latencyFactor " + latencyFactor + " is not between 0 and 1000");
        }
        if (!(fromWeightPercent >= 0 && fromWeightPercent <= 100)) {
            throw new IllegalArgumentException("fromWeightPercent " + fromWeightPercent + " is not between 0 and 100");
        }
    }

    /** This regression where the destination gets so large a share (0 to 1), otherwise none. */
    Regression at(double share) {
        // A share is a quotient of weights, so 10 of 100 may come out a hair below 0.1.
        return share * 100 >= fromWeightPercent - 1e-9 ? this : NONE;
    }
}
