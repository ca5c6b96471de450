package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.Enrolment.State;
import dev.gangway.control.enrolment.EnrolmentRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One namespace's enrolment, a step at a time. What stands in the cluster is all that a step goes by, so that any step can be the
 * first of a successor: the namespace's note names the workload at hand before it is restarted, and a workload says itself when
 * its restart was asked for. So nothing is restarted twice, and never two at once. Every write carries the version that was
 * read; who finds that somebody else has written reads again.
 */
final class EnrolmentRun {
    private static final Logger LOG = Logger.getLogger(EnrolmentRun.class);

    /** Between two looks at a workload that is on its way. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_TROUBLES = 5;

    private final Member member;
    private final ClusterObjects objects;
    private final String name;
    private final Clock clock;
    private Optional<Standstill> standstill = Optional.empty();

    /** What a workload showed, since when it shows nothing else. */
    private record Standstill(String workload, String progress, Instant since) {}

    EnrolmentRun(Member member, String namespace, Clock clock) {
        this.member = member;
        this.objects = new ClusterObjects(member);
        this.name = namespace;
        this.clock = clock;
    }

    /**
     * Does the next thing; empty = the enrolment has ended. Throws KubernetesClientException when the cluster does not do its
     * part; the step can then be taken again.
     *
     * @return how long to wait before the next step
     */
    Optional<Duration> step() {
        Optional<ObjectNode> namespace = objects.namespace(name);
        Optional<Enrolment> note = namespace.flatMap(read -> EnrolmentNote.read(member.name(), read));
        if (note.isEmpty() || !note.get().isRunning()) {
            return Optional.empty();
        }
        return note.get().current().isPresent()
                ? attend(namespace.get(), note.get())
                : next(namespace.get(), note.get());
    }

    private Optional<Duration> next(ObjectNode namespace, Enrolment enrolment) {
        Instant now = clock.instant();
        if (enrolment.stopBy().isPresent()) {
            return end(
                    namespace,
                    enrolment,
                    State.STOPPED,
                    "stopped by %s; start it again to go on"
                            .formatted(enrolment.stopBy().get()));
        }
        Duration rest = Duration.between(
                now, enrolment.updatedAt().plus(enrolment.request().pace()));
        if (enrolment.done() > 0 && rest.compareTo(Duration.ZERO) > 0) {
            return Optional.of(rest.compareTo(LONGEST_WAIT) < 0 ? rest : LONGEST_WAIT);
        }
        Optional<Wanted> wanted = wanted(enrolment.request());
        Optional<String> hindrance = hindrance(namespace, enrolment.request(), wanted);
        if (hindrance.isPresent()) {
            return end(namespace, enrolment, State.FAILED, hindrance.get());
        }
        Survey survey = Survey.of(objects, name, wanted.orElseThrow(), enrolment.startedAt());
        if (survey.toRestart().isEmpty()) {
            return end(namespace, enrolment, State.DONE, done(enrolment, survey));
        }
        Workload chosen = survey.toRestart().get(0);
        int total = enrolment.done() + survey.toRestart().size();
        write(namespace, enrolment.at(chosen.id(), total, "restarts " + chosen.id(), now));
        return Optional.of(Duration.ZERO);
    }

    /** What has changed since the beginning so that a restart would not do what is wanted; empty = nothing. */
    private static Optional<String> hindrance(ObjectNode namespace, EnrolmentRequest request, Optional<Wanted> wanted) {
        if (!NamespaceLabels.say(namespace, request)) {
            return Optional.of(
                    "somebody has changed the labels of %s back: change them where they come from, and start again"
                            .formatted(request.where()));
        }
        return wanted.isPresent()
                ? Optional.empty()
                : Optional.of("no injector answers to revision %s any more: pods would start without a sidecar"
                        .formatted(request.revision()));
    }

    private Optional<Duration> attend(ObjectNode namespace, Enrolment enrolment) {
        String id = enrolment.current().orElseThrow();
        Optional<Workload> current = WorkloadKind.of(id)
                .flatMap(kind -> objects.get(kind.kind(), name, id.substring(id.indexOf('/') + 1))
                        .map(object -> new Workload(kind, object)));
        if (current.isEmpty()) {
            write(namespace, enrolment.without(id + " is gone", clock.instant()));
            return Optional.of(Duration.ZERO);
        }
        Workload workload = current.get();
        boolean restarted = Survey.isRestarted(workload, enrolment.startedAt());
        if (!workload.isSettled()) {
            return await(namespace, enrolment, workload, restarted);
        }
        return restarted ? complete(namespace, enrolment, workload) : restart(namespace, enrolment, workload);
    }

    private Optional<Duration> restart(ObjectNode namespace, Enrolment enrolment, Workload workload) {
        if (enrolment.stopBy().isPresent()) {
            write(namespace, enrolment.without(workload.id() + " was not restarted", clock.instant()));
            return Optional.of(Duration.ZERO);
        }
        objects.replace(
                workload.kind().kind(),
                workload.restarted(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                        .object());
        LOG.infof("cluster=%s namespace=%s workload=%s restarted", member.name(), name, workload.id());
        return Optional.of(LOOK);
    }

    private Optional<Duration> complete(ObjectNode namespace, Enrolment enrolment, Workload workload) {
        Optional<Wanted> wanted = wanted(enrolment.request());
        List<String> unlike = wanted.stream()
                .flatMap(want ->
                        NamespacePods.read(objects, name).of(workload).stream().filter(pod -> !want.isMetBy(pod)))
                .map(Pod::name)
                .toList();
        if (wanted.isEmpty() || !unlike.isEmpty()) {
            return end(
                    namespace,
                    enrolment,
                    State.FAILED,
                    "%s came back without %s in its pods %s, so the rest is left untouched: see whether the injector of the revision runs and takes this namespace"
                            .formatted(workload.id(), wanted.map(Wanted::words).orElse("what was asked for"), unlike));
        }
        write(namespace, enrolment.past(workload.id() + " is healthy again", clock.instant()));
        LOG.infof(
                "cluster=%s namespace=%s workload=%s healthy, %d of %d done",
                member.name(), name, workload.id(), enrolment.done() + 1, enrolment.total());
        return Optional.of(Duration.ZERO);
    }

    private Optional<Duration> await(ObjectNode namespace, Enrolment enrolment, Workload workload, boolean restarted) {
        Instant now = clock.instant();
        String progress = workload.progress();
        Standstill still = standstill
                .filter(before -> before.workload().equals(workload.id())
                        && before.progress().equals(progress))
                .orElseGet(() -> new Standstill(workload.id(), progress, now));
        standstill = Optional.of(still);
        if (!now.isAfter(still.since().plus(workload.deadline()))) {
            return Optional.of(LOOK);
        }
        String troubles = String.join(
                "; ",
                NamespacePods.read(objects, name).of(workload).stream()
                        .flatMap(pod -> pod.trouble().stream())
                        .limit(MOST_TROUBLES)
                        .toList());
        return end(
                namespace,
                enrolment,
                State.FAILED,
                "%s %s: %s for %d s%s. The rest is untouched; mend it, then start the enrolment again"
                        .formatted(
                                workload.id(),
                                restarted
                                        ? "did not come back from its restart"
                                        : "is not healthy, so it was not restarted",
                                progress,
                                workload.deadline().toSeconds(),
                                troubles.isEmpty() ? "" : "; " + troubles));
    }

    private Optional<Duration> end(ObjectNode namespace, Enrolment enrolment, State how, String why) {
        Survey survey = wanted(enrolment.request())
                .map(wanted -> Survey.of(objects, name, wanted, enrolment.startedAt()))
                .orElse(new Survey(List.of(), enrolment.notes(), List.of()));
        List<String> notes = Stream.concat(enrolment.notes().stream(), survey.notes().stream())
                .distinct()
                .toList();
        Enrolment ended = enrolment.ended(how, why, survey.withoutSidecar(enrolment), notes, clock.instant());
        write(namespace, ended);
        LOG.infof("cluster=%s namespace=%s enrolment=%s %s", member.name(), name, how.title(), why);
        return Optional.empty();
    }

    private static String done(Enrolment enrolment, Survey survey) {
        String left = survey.unlike().isEmpty()
                ? ""
                : enrolment.request().disable()
                        ? "; pods with a sidecar are left: %s".formatted(String.join(", ", survey.unlike()))
                        : "; %d pods are left without its sidecar"
                                .formatted(survey.unlike().size());
        return enrolment.done() == 0 && left.isEmpty()
                ? "there was nothing to restart"
                : "%d workloads restarted%s".formatted(enrolment.done(), left);
    }

    /** What pods are to carry; empty = no injector would give it to them. */
    private Optional<Wanted> wanted(EnrolmentRequest request) {
        return request.disable()
                ? Optional.of(new Wanted(Optional.empty()))
                : Injectors.of(objects).revision(request.revision()).map(revision -> new Wanted(Optional.of(revision)));
    }

    private void write(ObjectNode namespace, Enrolment enrolment) {
        EnrolmentNote.write(namespace, enrolment);
        objects.replace(ObjectKind.NAMESPACE, namespace);
    }
}
