package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What one cluster has to serve a service with. */
public sealed interface Supply {

    /**
     * It was seen.
     *
     * @param readyPods pods that requests can be sent to now
     * @param autoscaler what changes their number; empty = nothing that is known here does
     * @param workload what they belong to, as kubectl takes it ({@code deployment/cart}); empty where that is not known
     */
    record Known(int readyPods, Optional<Autoscaler> autoscaler, Optional<String> workload) implements Supply {
        /** Throws IllegalArgumentException for a negative number. */
        public Known {
            if (readyPods < 0) {
                throw new IllegalArgumentException(readyPods + " ready pods");
            }
            requireNonNull(autoscaler, "autoscaler");
            requireNonNull(workload, "workload");
        }

        /** So many pods, which nothing changes, of a workload that is not known. */
        public static Known pods(int ready) {
            return new Known(ready, Optional.empty(), Optional.empty());
        }

        /** The most pods that there will be without anybody's help. */
        int most() {
            return Math.max(readyPods, autoscaler.map(Autoscaler::maximum).orElse(readyPods));
        }
    }

    /**
     * It can't be known now.
     *
     * @param why one sentence without secrets
     * @param last what was known a moment ago; empty where that is too old to go by
     */
    record Unknown(String why, Optional<Known> last) implements Supply {
        /** Needs both. */
        public Unknown {
            requireNonNull(why, "why");
            requireNonNull(last, "last");
        }

        /** Nothing is known. */
        public Unknown(String why) {
            this(why, Optional.empty());
        }
    }

    /**
     * Changes the number of pods by itself, between two bounds.
     *
     * @param kind as the API server names it: {@code HorizontalPodAutoscaler}, {@code ScaledObject}
     * @param name its name in the service's namespace
     * @param minimum of pods
     * @param maximum of pods
     */
    record Autoscaler(String kind, String name, int minimum, int maximum) {
        /** Throws IllegalArgumentException for a negative number. */
        public Autoscaler {
            requireNonNull(kind, "kind");
            requireNonNull(name, "name");
            if (minimum < 0 || maximum < 0) {
                throw new IllegalArgumentException("%s %s from %d to %d".formatted(kind, name, minimum, maximum));
            }
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }
}
