package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.MembershipListener;
import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.Leadership;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.Tempo;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Enrolments that are recorded in the namespaces themselves: one in each, under way in whichever cluster joins. They run where
 * Gangway leads, whichever replica was asked; what a predecessor has left running is taken up where it stands.
 */
public final class ClusterEnrolments implements Enrolments, MembershipListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterEnrolments.class);
    private static final int MOST_AT_ONCE = 50;
    private static final int WRITES_TRIED = 5;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ClusterRegistry registry;
    private final Leadership leadership;
    private final EnrolmentChecks checks;
    private final Tempo tempo;
    private final Map<Place, RunningEnrolment> running = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private final ScheduledExecutorService takingUp = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "enrolments-taken-up");
        thread.setDaemon(true);
        return thread;
    });

    private record Place(ClusterName cluster, String namespace) {
        @Override
        public String toString() {
            return cluster + "-" + namespace;
        }
    }

    /** Hears of clusters from the registry once it is added there. */
    public ClusterEnrolments(ClusterRegistry registry, ShiftStore shifts, Leadership leadership, Tempo tempo) {
        this.leadership = leadership;
        this.registry = registry;
        this.checks = new EnrolmentChecks(new TrafficGuard(registry, shifts), tempo.clock());
        this.tempo = tempo;
    }

    @Override
    public Enrolment start(EnrolmentRequest request) {
        Member member = member(request.cluster());
        if (running.size() >= MOST_AT_ONCE) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "namespace",
                    "%d namespaces are being enrolled, which is as much as is allowed: wait for one"
                            .formatted(running.size()));
        }
        Enrolment begun = write(member, request.namespace(), namespace -> {
            Enrolment first = checks.begin(member, namespace, request);
            NamespaceLabels.write(namespace, request);
            return first;
        });
        LOG.infof(
                "cluster=%s namespace=%s enrolment=Running revision=%s disable=%s by=%s",
                request.cluster(), request.namespace(), request.revision(), request.disable(), request.by());
        take(member, request.namespace());
        return begun;
    }

    @Override
    public Optional<Enrolment> find(ClusterName cluster, String namespace) {
        Member member = member(cluster);
        Optional<Enrolment> note =
                asked(member, objects -> objects.namespace(namespace)).flatMap(read -> note(member, read));
        return note.map(enrolment -> Optional.ofNullable(running.get(new Place(cluster, namespace)))
                .filter(run -> enrolment.isRunning())
                .flatMap(RunningEnrolment::trouble)
                .map(enrolment::saying)
                .orElse(enrolment));
    }

    @Override
    public Enrolment stop(ClusterName cluster, String namespace, String by) {
        Member member = member(cluster);
        Enrolment stopping = write(member, namespace, read -> {
            Enrolment enrolment = note(member, read)
                    .orElseThrow(() -> new RefusedException(
                            Kind.NOT_FOUND,
                            "namespace",
                            "namespace %s of cluster %s was never enrolled by Gangway".formatted(namespace, cluster)));
            return enrolment.isRunning() ? enrolment.stopping(by) : enrolment;
        });
        if (stopping.isRunning()) {
            take(member, namespace);
        }
        return stopping;
    }

    @Override
    public void joined(Member member) {
        takeUpAfter(Duration.ZERO, member);
    }

    @Override
    public void left(ClusterName name) {
        letGo(name);
    }

    private void letGo(ClusterName name) {
        running.forEach((place, run) -> {
            if (place.cluster().equals(name) && running.remove(place, run)) {
                run.close();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        takingUp.shutdownNow();
        running.values().forEach(RunningEnrolment::close);
        running.clear();
    }

    private void takeUpAfter(Duration wait, Member member) {
        try {
            var unused =
                    takingUp.schedule(() -> takeUp(member), tempo.real(wait).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("no enrolments are taken up any more");
        }
    }

    private void takeUp(Member member) {
        if (!isMember(member)) {
            return;
        }
        if (!leadership.isHeld()) {
            letGo(member.name());
            takeUpAfter(LOOK_AGAIN, member);
            return;
        }
        try {
            for (ObjectNode namespace : new ClusterObjects(member).listAll(ObjectKind.NAMESPACE)) {
                String name = namespace.at("/metadata/name").asText();
                if (isRunning(member, namespace) && !running.containsKey(new Place(member.name(), name))) {
                    LOG.infof("cluster=%s namespace=%s enrolment is taken up", member.name(), name);
                    take(member, name);
                }
            }
            takeUpAfter(LOOK_AGAIN, member);
        } catch (KubernetesClientException e) {
            if (Trouble.isForbidden(e)) {
                LOG.debugf("cluster=%s has no permissions for enrolments", member.name());
                return;
            }
            LOG.infof("cluster=%s: enrolments can't be taken up yet, %s", member.name(), Trouble.words(e));
            takeUpAfter(LOOK_AGAIN, member);
        }
    }

    private boolean isMember(Member member) {
        return registry.find(member.name()).filter(member::equals).isPresent();
    }

    private static boolean isRunning(Member member, ObjectNode namespace) {
        try {
            return EnrolmentNote.read(member.name(), namespace)
                    .filter(Enrolment::isRunning)
                    .isPresent();
        } catch (EnrolmentNote.UnreadableException e) {
            LOG.warnf("cluster=%s: %s", member.name(), e.getMessage());
            return false;
        }
    }

    /** Lets an enrolment go on here, if it does not already. */
    private void take(Member member, String namespace) {
        if (!leadership.isHeld()) {
            return;
        }
        Place place = new Place(member.name(), namespace);
        RunningEnrolment run = new RunningEnrolment(
                new EnrolmentRun(member, namespace, tempo.clock()),
                place.toString(),
                tempo,
                () -> running.remove(place));
        if (running.putIfAbsent(place, run) != null) {
            run.close();
        } else if (closed || !isMember(member)) {
            // It was put there after those of its cluster were closed, and its client is closed too.
            running.remove(place, run);
            run.close();
        } else {
            run.begin();
        }
    }

    /** Makes a change of a namespace's note, and reads again where somebody has written the namespace meanwhile. */
    private Enrolment write(Member member, String name, Function<ObjectNode, Enrolment> change) {
        return asked(member, objects -> {
            for (int tried = 1; ; tried++) {
                ObjectNode namespace = objects.namespace(name)
                        .orElseThrow(() -> new RefusedException(
                                Kind.NOT_FOUND,
                                "namespace",
                                "there is no namespace %s in cluster %s".formatted(name, member.name())));
                Enrolment changed = change.apply(namespace);
                EnrolmentNote.write(namespace, changed);
                try {
                    objects.replace(ObjectKind.NAMESPACE, namespace);
                    return changed;
                } catch (KubernetesClientException e) {
                    if (!Trouble.isConflict(e) || tried == WRITES_TRIED) {
                        throw e;
                    }
                }
            }
        });
    }

    private static <T> T asked(Member member, Function<ClusterObjects, T> question) {
        try {
            return question.apply(new ClusterObjects(member));
        } catch (KubernetesClientException e) {
            throw new ClusterUnavailableException(
                    "cluster %s did not do, or did not confirm, what it was asked: %s"
                            .formatted(member.name(), Trouble.words(e)),
                    e);
        }
    }

    private static Optional<Enrolment> note(Member member, ObjectNode namespace) {
        return EnrolmentChecks.note(member.name(), namespace);
    }

    private Member member(ClusterName cluster) {
        return registry.find(cluster)
                .orElseThrow(() -> registry.names().contains(cluster.value())
                        ? new RefusedException(Kind.CONFLICT, "cluster", registry.problem(cluster))
                        : new RefusedException(
                                Kind.NOT_FOUND,
                                "cluster",
                                "there is no cluster '%s': name one of %s, or create a MeshCluster for it"
                                        .formatted(cluster, registry.names())));
    }
}
