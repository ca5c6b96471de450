package dev.gangway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the REST interface answers in a large mesh, in its own pages; each shift as the interface's own example has it. */
final class ManyShifts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PHASES = List.of("Succeeded", "Succeeded", "Succeeded", "Shifting", "Baking");
    private static final List<Integer> STEPS = List.of(0, 2, 5, 10, 25, 50, 75, 90);

    private final List<ObjectNode> shifts;

    /** So many; every fiftieth was rolled back, and a few move. */
    ManyShifts(int count) {
        shifts = IntStream.range(0, count).mapToObj(ManyShifts::shift).toList();
    }

    /** From now on this page of a browser is answered so when it asks for shifts, or for one. */
    void answer(Page page) {
        page.route(url -> URI.create(url).getPath().equals("/api/v1/shifts"), this::answer);
        page.route("**/shifts/service-*", this::answerWithOne);
    }

    private void answerWithOne(Route route) {
        String path = URI.create(route.request().url()).getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        shifts.stream()
                .filter(shift -> shift.path("name").asText().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        shift -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(shift.toString())),
                        route::resume);
    }

    private void answer(Route route) {
        Map<String, String> asked = Arrays.stream(
                        URI.create(route.request().url()).getQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        int from = Integer.parseInt(asked.getOrDefault("continue", "0"));
        int to = Math.min(shifts.size(), from + Integer.parseInt(asked.get("limit")));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        shifts.subList(from, to).forEach(items::add);
        if (to < shifts.size()) {
            answer.put("continue", Integer.toString(to));
        }
        answer.put("remaining", shifts.size() - to);
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(answer.toString()));
    }

    private static ObjectNode shift(int index) {
        ObjectNode shift = example();
        boolean isBack = index % 50 == 7;
        String phase = isBack ? "RolledBack" : index % 12 == 0 ? PHASES.get(index % 5) : "Succeeded";
        boolean moves = !isBack && !phase.equals("Succeeded");
        int weight = isBack ? 0 : moves ? STEPS.get(index % STEPS.size()) : 100;
        shift.put("name", "service-%04d".formatted(index));
        shift.put("service", "service-%04d".formatted(index));
        shift.put("began", Instant.now().minusSeconds(600L + 60L * index).toString());
        shift.put("namespace", "team-%02d".formatted(index % 40));
        shift.put("phase", phase);
        shift.put("requestedBy", "pipeline of team-%02d".formatted(index % 40));
        shift.put("verdict", isBack ? "DEGRADED" : "HEALTHY");
        shift.put("updated", Instant.now().minusSeconds(60L * index).toString());
        ArrayNode alerts = ((ObjectNode) shift.path("history").path(0)).putArray("alerts");
        alerts.addObject()
                .put("name", "BurnsItsBudget")
                .put("startsAt", "2026-03-01T10:15:00Z")
                .put("source", "https://prometheus.example/graph?g0.expr=up");
        alerts.addObject()
                .put("name", "Mischief")
                .put("startsAt", "2026-03-01T10:15:00Z")
                .put("source", "javascript:alert(1)");
        shift.putObject("weights").put("k8s2", 100 - weight).put("eks1", weight);
        if (!isBack) {
            shift.put(
                    "reason",
                    moves ? "needs 60 more requests to eks1 at %d %%".formatted(weight) : "all traffic is at eks1");
            ((ObjectNode) shift.path("evidence")).putArray("findings");
        }
        return shift;
    }

    private static ObjectNode example() {
        try (InputStream examples =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("openapi/examples.json")) {
            JsonNode all = JSON.readTree(new String(examples.readAllBytes(), UTF_8));
            return (ObjectNode) all.path("ShiftView");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
