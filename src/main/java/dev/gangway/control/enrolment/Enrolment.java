package dev.gangway.control.enrolment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the enrolment of a namespace is.
 *
 * @param request what was asked
 * @param state whether it goes on
 * @param total how many workloads are to be restarted, those that were among them
 * @param done how many were, and are healthy again
 * @param current the workload at hand, such as {@code Deployment/checkout}; empty = none
 * @param message where it is, or why it has ended, in one sentence
 * @param withoutSidecar the pods that are left without a sidecar, each with the reason; known at the end
 * @param notes what is left alone, and what to know
 * @param stopBy who wants it to stop after the workload at hand; empty = nobody
 * @param startedAt when it began; whole seconds
 * @param updatedAt when it last got on
 */
public record Enrolment(
        EnrolmentRequest request,
        State state,
        int total,
        int done,
        Optional<String> current,
        String message,
        List<String> withoutSidecar,
        List<String> notes,
        Optional<String> stopBy,
        Instant startedAt,
        Instant updatedAt) {
    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_MESSAGE = 2000;

    /** Whether an enrolment goes on. */
    public enum State {
        /** Workloads are being restarted. */
        RUNNING("Running"),
        /** Everything that could be restarted was. */
        DONE("Done"),
        /** Somebody has stopped it; start it again to go on. */
        STOPPED("Stopped"),
        /** It could not go on; the message says at what, and the rest is untouched. */
        FAILED("Failed");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** The name as people and programs outside read it. */
        public String title() {
            return title;
        }
    }

    /** Copies the lists, and shortens them and the message: all of it must fit an annotation. */
    public Enrolment {
        requireNonNull(request, "request");
        requireNonNull(state, "state");
        requireNonNull(current, "current");
        message = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
        withoutSidecar = shortened(withoutSidecar);
        notes = shortened(notes);
        requireNonNull(stopBy, "stopBy");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(updatedAt, "updatedAt");
    }

    /** One that has just begun. */
    public static Enrolment begun(EnrolmentRequest request, int total, List<String> notes, Instant now) {
        return new Enrolment(
                request,
                State.RUNNING,
                total,
                0,
                Optional.empty(),
                "begins",
                List.of(),
                notes,
                Optional.empty(),
                now,
                now);
    }

    /** Whether workloads are still being restarted. */
    public boolean isRunning() {
        return state == State.RUNNING;
    }

    /** The same with a workload at hand. */
    public Enrolment at(String workload, int outOf, String why, Instant now) {
        return new Enrolment(
                request, state, outOf, done, Optional.of(workload), why, withoutSidecar, notes, stopBy, startedAt, now);
    }

    /** The same with the workload at hand done. */
    public Enrolment past(String why, Instant now) {
        return new Enrolment(
                request,
                state,
                Math.max(total, done + 1),
                done + 1,
                Optional.empty(),
                why,
                withoutSidecar,
                notes,
                stopBy,
                startedAt,
                now);
    }

    /** The same with the workload at hand, which is gone or needs no restart any more, left out. */
    public Enrolment without(String why, Instant now) {
        return new Enrolment(
                request, state, total, done, Optional.empty(), why, withoutSidecar, notes, stopBy, startedAt, now);
    }

    /** The same at its end. */
    public Enrolment ended(State how, String why, List<String> left, List<String> known, Instant now) {
        return new Enrolment(
                request, how, Math.max(total, done), done, current, why, left, known, stopBy, startedAt, now);
    }

    /** The same with a wish to stop. */
    public Enrolment stopping(String who) {
        return new Enrolment(
                request,
                state,
                total,
                done,
                current,
                message,
                withoutSidecar,
                notes,
                Optional.of(who),
                startedAt,
                updatedAt);
    }

    /** The same with another message. */
    public Enrolment saying(String words) {
        return new Enrolment(
                request, state, total, done, current, words, withoutSidecar, notes, stopBy, startedAt, updatedAt);
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= LONGEST_LIST) {
            return List.copyOf(lines);
        }
        List<String> first = new ArrayList<>(lines.subList(0, LONGEST_LIST - 1));
        first.add("and %d more".formatted(lines.size() - first.size()));
        return List.copyOf(first);
    }
}
