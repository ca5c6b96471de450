package dev.gangway.config.remote;

import static dev.gangway.config.remote.ServerClient.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.adapter.rest.NewShift;
import dev.gangway.adapter.rest.ShiftVerbs;
import dev.gangway.adapter.rest.ShiftVerbs.Wish;
import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.ShiftId;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shifts of a server. */
public final class RemoteShifts implements Shifts {
    private static final int PAGE = 500;

    /** A server that never came to an end of its list would be asked for ever. */
    private static final int MOST_PAGES = 200;

    private final ServerClient server;

    /** Asks this server. */
    public RemoteShifts(ServerClient server) {
        this.server = server;
    }

    @Override
    public List<ShiftSeen> list(Optional<String> namespace) {
        String path = namespace.map(name -> shiftsOf(name)).orElse("/api/v1/shifts") + "?limit=" + PAGE;
        List<ShiftSeen> shifts = new ArrayList<>();
        String rest = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode list = server.get(path + rest, JsonNode.class);
            list.path("items").forEach(shift -> shifts.add(ShiftReader.read(shift)));
            String next = list.path("continue").asText();
            if (next.isEmpty()) {
                break;
            }
            rest = "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
        return List.copyOf(shifts);
    }

    @Override
    public ShiftSeen get(ShiftId shift) {
        return ShiftReader.read(server.get(path(shift), JsonNode.class));
    }

    @Override
    public ShiftSeen start(ShiftDraft draft, String key) {
        return ShiftReader.read(server.send(
                "POST",
                shiftsOf(draft.id().namespace()),
                NewShift.of(draft),
                JsonNode.class,
                Map.of("Idempotency-Key", key)));
    }

    @Override
    public ShiftSeen command(ShiftId shift, Command command, String why) {
        return ShiftReader.read(server.send("POST", path(shift) + "/" + verb(command), new Wish(why), JsonNode.class));
    }

    @Override
    public ShiftSeen approve(ShiftId shift, Optional<BigDecimal> percent, String why) {
        return ShiftReader.read(server.send(
                "POST", path(shift) + "/approve", new ShiftVerbs.Word(percent.orElse(null), why), JsonNode.class));
    }

    @Override
    public void delete(ShiftId shift) {
        server.delete(path(shift));
    }

    @Override
    public List<String> clusters() {
        List<String> names = new ArrayList<>();
        server.get("/api/v1/clusters", JsonNode.class)
                .path("items")
                .forEach(cluster -> names.add(cluster.path("name").asText()));
        return List.copyOf(names);
    }

    private static String path(ShiftId shift) {
        return shiftsOf(shift.namespace()) + "/" + segment(shift.name());
    }

    private static String shiftsOf(String namespace) {
        return "/api/v1/namespaces/%s/shifts".formatted(segment(namespace));
    }

    private static String verb(Command command) {
        return switch (command) {
            case PAUSE -> "pause";
            case RESUME -> "resume";
            case PROMOTE -> "promote";
            case ROLL_BACK -> "rollback";
            case RETRY -> "retry";
        };
    }
}
