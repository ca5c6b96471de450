package dev.gangway.adapter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gangway.adapter.prometheus.QueryMeter.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns what came over the wire into an answer, or into a sentence that says why it is none. */
final class AnswerReader {
    private static final int OK = 200;
    private static final int MAX_WORDS = 200;
    private static final String HIDDEN = "***";
    /** What Prometheus says when a query would hold more than its --query.max-samples. */
    private static final String TOO_LARGE = "too many samples";

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Reads a response to a query whose result must be of the given type.
     *
     * @param who the server in words, as the subject of a sentence
     * @param secrets what must not be quoted if the server repeats it
     * @throws QueryFailedException if there is no such result in it
     */
    Answer read(String who, int status, byte[] body, String type, Set<String> secrets) {
        Response response = parsed(body);
        JsonNode root = response.root();
        String said = root.path("status").asText();
        if (status != OK || said.equals("error")) {
            boolean tooLarge = root.path("error").asText().contains(TOO_LARGE);
            throw new QueryFailedException(Outcome.REFUSED, refusal(who, status, root, secrets), tooLarge);
        }
        JsonNode data = root.path("data");
        String answered = data.path("resultType").asText();
        if (!said.equals("success") || !data.path("result").isArray()) {
            throw new QueryFailedException(
                    Outcome.UNREADABLE,
                    who + " answered " + quoted(body, secrets) + ", which is not the Prometheus API");
        }
        if (!answered.equals(type)) {
            throw new QueryFailedException(
                    Outcome.UNREADABLE, who + " answered with a " + shortened(answered, secrets) + ", not a " + type);
        }
        List<String> warnings = new ArrayList<>();
        root.path("warnings").forEach(warning -> warnings.add(shortened(warning.asText(), secrets)));
        return new Answer(answered, data.path("result"), response.rows(), warnings);
    }

    private Response parsed(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            return Response.read(parser);
        } catch (IOException e) {
            return new Response(MissingNode.getInstance(), List.of());
        }
    }

    private static String refusal(String who, int status, JsonNode root, Set<String> secrets) {
        String sentence = who + " answered HTTP " + status;
        String error = root.path("error").asText();
        if (!error.isEmpty()) {
            return sentence + ": " + shortened(root.path("errorType").asText("error") + ": " + error, secrets);
        }
        return status == 401 || status == 403 ? sentence + "; check the credentials Gangway has for it" : sentence;
    }

    private static String quoted(byte[] body, Set<String> secrets) {
        String text = new String(body, 0, Math.min(body.length, 4 * MAX_WORDS), UTF_8);
        return text.isBlank() ? "nothing" : "'" + shortened(text, secrets) + "'";
    }

    /** Secrets are taken out before the text is cut, or a part of one could stay at its end. */
    private static String shortened(String text, Set<String> secrets) {
        String open = text;
        for (String secret : secrets) {
            open = open.replace(secret, HIDDEN);
        }
        String line = open.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "...";
    }
}
