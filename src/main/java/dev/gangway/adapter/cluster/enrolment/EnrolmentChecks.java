package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What must hold before anything of a namespace is written. */
final class EnrolmentChecks {
    private final TrafficGuard guard;
    private final Clock clock;

    EnrolmentChecks(TrafficGuard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /** The enrolment at its beginning; throws RefusedException, with the way out, where it can't begin. */
    Enrolment begin(Member member, ObjectNode namespace, EnrolmentRequest request) {
        note(member.name(), namespace).filter(Enrolment::isRunning).ifPresent(EnrolmentChecks::refuseSecond);
        NamespaceLabels.contradiction(namespace, request).ifPresent(why -> {
            throw new RefusedException(Kind.CONFLICT, "revision", why);
        });
        ClusterObjects objects = new ClusterObjects(member);
        Wanted wanted =
                request.disable() ? new Wanted(Optional.empty()) : new Wanted(Optional.of(injected(objects, request)));
        if (!request.force()) {
            List<String> dangers = guard.dangers(member, request);
            if (!dangers.isEmpty()) {
                throw new RefusedException(Kind.CONFLICT, "force", String.join("; ", dangers));
            }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Survey survey = Survey.of(objects, request.namespace(), wanted, now);
        return Enrolment.begun(request, survey.toRestart().size(), survey.notes(), now);
    }

    /** The note of a namespace; throws RefusedException where it can't be read. */
    static Optional<Enrolment> note(ClusterName cluster, JsonNode namespace) {
        try {
            return EnrolmentNote.read(cluster, namespace);
        } catch (EnrolmentNote.UnreadableException e) {
            throw new RefusedException(Kind.CONFLICT, "namespace", e.getMessage());
        }
    }

    private static void refuseSecond(Enrolment running) {
        throw new RefusedException(
                Kind.CONFLICT,
                "namespace",
                "%s is being %s since %s, as %s wants, %d of %d workloads done: stop that first, or wait for it"
                        .formatted(
                                running.request().where(),
                                running.request().disable() ? "taken out of the mesh" : "enrolled",
                                running.startedAt(),
                                running.request().by(),
                                running.done(),
                                running.total()));
    }

    private static String injected(ClusterObjects objects, EnrolmentRequest request) {
        Injectors injectors = Injectors.of(objects);
        return injectors
                .revision(request.revision())
                .orElseThrow(() -> new RefusedException(
                        Kind.INVALID,
                        "revision",
                        "no injector of cluster %s answers to revision '%s', so pods would start without a sidecar: ask for one of %s, or install it"
                                .formatted(request.cluster(), request.revision(), injectors.known())));
    }
}
