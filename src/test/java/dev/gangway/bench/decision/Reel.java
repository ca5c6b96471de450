package dev.gangway.bench.decision;

import java.util.List;

/** Rows of a recording that follow each other, and begin anew after the last. */
record Reel(List<Frame> frames) {
    Reel {
        frames = List.copyOf(frames);
    }

    private double seconds() {
        return frames.stream().mapToDouble(frame -> frame.seconds).sum();
    }

    /** The row at a second, which may be negative: the last row is what came before the first. */
    Frame at(double second) {
        double length = seconds();
        double into = second - Math.floor(second / length) * length;
        for (Frame frame : frames) {
            if (into < frame.seconds) {
                return frame;
            }
            into -= frame.seconds;
        }
        return frames.get(frames.size() - 1);
    }

    /** The share of its time's requests over the upper edge of a bucket. */
    double over(int bucket) {
        return frames.stream()
                        .mapToDouble(frame -> frame.seconds * frame.over(bucket))
                        .sum()
                / seconds();
    }
}
