package dev.gangway.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the description of the interface: each operation has the problems that any may have, each problem an example of each
 * of its types, and each body an example. The examples of bodies are in {@code openapi/examples.json}, by the names of their
 * schemas.
 */
public final class DescribedProblems implements OASFilter {
    private static final String EXAMPLES = "/openapi/examples.json";
    private static final String TOKEN = "token";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<Integer> OF_ALL = Set.of(400, 401, 403, 406, 500, 503);
    private static final int INVALID = 422;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    /** What Alertmanager sends is never put off. */
    private static final String ALERTS = "/api/v1/alerts";

    private static final int FIRST_PROBLEM = 400;
    private static final Set<HttpMethod> CHANGES =
            EnumSet.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<Integer, APIResponse> problems = new TreeMap<>();
        for (ProblemType type : ProblemType.values()) {
            problems.computeIfAbsent(type.status(), this::described);
        }
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        problems.forEach((status, response) -> components.addResponse("Problem" + status, response));
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                                "A token of the management cluster; of /api/v1/alerts, one of the webhook's own."));
        api.setComponents(components);
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
        JsonNode examples = examples();
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.getOperations().forEach((method, operation) -> complete(path, method, operation, examples));
            }
        });
    }

    private void complete(String path, HttpMethod method, Operation operation, JsonNode examples) {
        OF_ALL.forEach(status -> addProblem(operation, status));
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> one.getIn() == Parameter.In.QUERY)) {
            addProblem(operation, INVALID);
        }
        if (CHANGES.contains(method)) {
            addProblem(operation, TOO_LARGE);
            if (!path.equals(ALERTS)) {
                addProblem(operation, TOO_MANY);
            }
        }
        RequestBody body = operation.getRequestBody();
        if (body != null) {
            addExamples(body.getContent(), examples);
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            addExamples(response.getContent(), examples);
            if (response.getContent() != null && Integer.parseInt(status) >= FIRST_PROBLEM) {
                addOtherTypes(Integer.parseInt(status), response.getContent().getMediaType(Problem.MEDIA_TYPE));
            }
        });
    }

    /** What an operation has a form of its own for comes beside the problems that all have with that status. */
    private void addOtherTypes(int status, MediaType own) {
        Object special = own.getExample();
        own.setExample(null);
        own.addExample(
                "own", OASFactory.createExample().summary("What became of each").value(special));
        problems(status).forEach(own::addExample);
    }

    private Map<String, Example> problems(int status) {
        Map<String, Example> examples = new TreeMap<>();
        ProblemType.with(status)
                .forEach(type -> examples.put(
                        type.slug(),
                        OASFactory.createExample().summary(type.title()).value(json.valueToTree(type.example()))));
        return examples;
    }

    private static void addProblem(Operation operation, int status) {
        if (!operation.getResponses().hasAPIResponse(String.valueOf(status))) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            String.valueOf(status),
                            OASFactory.createAPIResponse().ref("Problem" + status));
        }
    }

    private static void addExamples(Content content, JsonNode examples) {
        if (content == null) {
            return;
        }
        for (MediaType media : content.getMediaTypes().values()) {
            String schema = media.getSchema() == null ? null : media.getSchema().getRef();
            if (schema != null && media.getExample() == null && media.getExamples() == null) {
                JsonNode example = examples.get(schema.replace(SCHEMAS, ""));
                media.setExample(example);
            }
        }
    }

    private APIResponse described(int status) {
        List<ProblemType> types = ProblemType.with(status);
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        problems(status).forEach(media::addExample);
        return OASFactory.createAPIResponse()
                .description(
                        String.join("; ", types.stream().map(ProblemType::title).toList()))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    }

    private JsonNode examples() {
        try (InputStream file = DescribedProblems.class.getResourceAsStream(EXAMPLES)) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the examples of the interface can't be read", e);
        }
    }
}
