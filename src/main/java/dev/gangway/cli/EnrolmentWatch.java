package dev.gangway.cli;

import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows an enrolment until it ends: a bar that is redrawn in a terminal, a line for each change where there is none. */
final class EnrolmentWatch {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A server that is being replaced is back by then. */
    private static final int LOOKS_WITHOUT_ANSWER = 60;

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Enrolments enrolments;
    private final Screen screen;
    private final PrintWriter err;
    private String shown = "";

    EnrolmentWatch(Enrolments enrolments, Screen screen, PrintWriter err) {
        this.enrolments = enrolments;
        this.screen = screen;
        this.err = err;
    }

    /** Throws ServerUnreachableException when the server has not answered for a minute. */
    Enrolment untilItEnds(Enrolment begun) {
        EnrolmentRequest request = begun.request();
        Enrolment last = begun;
        int unanswered = 0;
        show(last);
        while (last.isRunning()) {
            screen.pause(LOOK);
            try {
                last = enrolments.find(request.cluster(), request.namespace()).orElse(last);
                unanswered = 0;
            } catch (ServerUnreachableException lost) {
                if (++unanswered > LOOKS_WITHOUT_ANSWER) {
                    throw lost;
                }
            }
            show(last);
        }
        if (screen.isTerminal()) {
            err.print(CLEAR_LINE);
            err.flush();
        }
        return last;
    }

    private void show(Enrolment enrolment) {
        String text = screen.isTerminal() ? EnrolmentText.bar(enrolment) : EnrolmentText.line(enrolment);
        if (!text.equals(shown)) {
            shown = text;
            if (screen.isTerminal()) {
                err.print(CLEAR_LINE + text);
            } else {
                err.println(text);
            }
            err.flush();
        }
    }
}
