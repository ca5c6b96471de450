package dev.gangway.cli;

import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Shows an enrolment until it ends: a bar that is redrawn in a terminal, a line for each change where there is none. */
final class EnrolmentWatch {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A server that is being replaced is back by then. */
    private static final int LOOKS_WITHOUT_ANSWER = 60;

    private final Enrolments enrolments;
    private final Screen screen;
    private final PrintWriter err;
    private final Redraw redraw;
    private String shown = "";

    EnrolmentWatch(Enrolments enrolments, Screen screen, PrintWriter err) {
        this.enrolments = enrolments;
        this.screen = screen;
        this.err = err;
        this.redraw = new Redraw(err);
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
        redraw.clear();
        return last;
    }

    private void show(Enrolment enrolment) {
        if (screen.isTerminal()) {
            redraw.draw(List.of(EnrolmentText.bar(enrolment)));
            return;
        }
        String line = EnrolmentText.line(enrolment);
        if (!line.equals(shown)) {
            shown = line;
            err.println(line);
        }
    }
}
