package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import dev.gangway.adapter.rest.NewShift;
import dev.gangway.adapter.rest.PreflightView;
import dev.gangway.cli.Preflights;
import dev.gangway.control.PreflightReport;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;

/** Preflight checks that a server makes. */
public final class RemotePreflights implements Preflights {
    private final ServerClient server;

    /** Asks this server. */
    public RemotePreflights(ServerClient server) {
        this.server = server;
    }

    @Override
    public PreflightReport of(ShiftId shift) {
        return server.get(
                        "/api/v1/namespaces/%s/shifts/%s/preflight"
                                .formatted(segment(shift.namespace()), segment(shift.name())),
                        PreflightView.class)
                .report();
    }

    @Override
    public PreflightReport of(ShiftDraft draft) {
        return server.send(
                        "POST",
                        "/api/v1/namespaces/%s/preflight"
                                .formatted(segment(draft.id().namespace())),
                        NewShift.of(draft),
                        PreflightView.class)
                .report();
    }
}
