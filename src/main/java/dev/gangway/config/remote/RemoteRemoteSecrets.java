package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import dev.gangway.adapter.rest.RemoteSecretResource.Choice;
import dev.gangway.adapter.rest.RemoteSecretView;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecrets;

/** Istio's remote secrets, made by a server. */
public final class RemoteRemoteSecrets implements RemoteSecrets {
    private final ServerClient server;

    /** Asks this server. */
    public RemoteRemoteSecrets(ServerClient server) {
        this.server = server;
    }

    @Override
    public RemoteSecretState make(RemoteSecretRequest request) {
        return server.send(
                        "PUT",
                        "/api/v1/clusters/%s/remote-secrets/%s"
                                .formatted(
                                        segment(request.in().value()),
                                        segment(request.cluster().value())),
                        new Choice(request.apiServer().orElse(null), request.replace()),
                        RemoteSecretView.class)
                .state();
    }
}
