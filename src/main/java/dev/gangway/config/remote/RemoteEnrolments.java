package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import dev.gangway.adapter.rest.EnrolmentView;
import dev.gangway.adapter.rest.NewEnrolment;
import dev.gangway.control.enrolment.Enrolment;
import dev.gangway.control.enrolment.EnrolmentRequest;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Optional;

/** Enrolments that a server makes. Who asks is for the server to say. */
public final class RemoteEnrolments implements Enrolments {
    private final ServerClient server;

    /** Asks this server. */
    public RemoteEnrolments(ServerClient server) {
        this.server = server;
    }

    @Override
    public Enrolment start(EnrolmentRequest request) {
        return server.send(
                        "POST",
                        path(request.cluster(), request.namespace()),
                        NewEnrolment.of(request),
                        EnrolmentView.class)
                .enrolment();
    }

    @Override
    public Optional<Enrolment> find(ClusterName cluster, String namespace) {
        return server.find(path(cluster, namespace), EnrolmentView.class).map(EnrolmentView::enrolment);
    }

    @Override
    public Enrolment stop(ClusterName cluster, String namespace, String by) {
        server.delete(path(cluster, namespace));
        return server.get(path(cluster, namespace), EnrolmentView.class).enrolment();
    }

    private static String path(ClusterName cluster, String namespace) {
        return "/api/v1/clusters/%s/namespaces/%s/enrolment".formatted(segment(cluster.value()), segment(namespace));
    }
}
