package dev.gangway.adapter.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A ShiftPolicy in a file, read as the one in a cluster is. */
public final class PolicyFile {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String NOT_ONE =
            "the file must hold one ShiftPolicy and nothing else: kind and spec are needed";

    private PolicyFile() {}

    /** What may stand in the file. */
    private record Document(
            String apiVersion, String kind, Map<String, Object> metadata, ShiftPolicySpec spec, Object status) {}

    /**
     * The plan of a shift that says nothing itself but names this policy.
     *
     * @param yaml one ShiftPolicy; empty = the defaults
     * @throws IllegalArgumentException that says in words for people what is wrong, and where
     */
    public static ShiftPlan plan(
            ServiceRef service, ClusterName source, ClusterName destination, Optional<String> yaml) {
        Optional<Document> document = yaml.map(PolicyFile::read);
        String name = document.map(Document::metadata)
                .map(metadata -> metadata.get("name"))
                .map(Object::toString)
                .orElse("of the file");
        TrafficShiftSpec spec = new TrafficShiftSpec(
                service.name(),
                source.value(),
                destination.value(),
                null,
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return PlanMapping.plan(
                new ShiftId(service.namespace(), service.name()),
                spec,
                document.map(Document::spec).orElse(ShiftPolicySpec.EMPTY));
    }

    private static Document read(String yaml) {
        Document document;
        try {
            document = YAML.readValue(yaml, Document.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(words(e), e);
        }
        if (document == null || !"ShiftPolicy".equals(document.kind()) || document.spec() == null) {
            throw new IllegalArgumentException(NOT_ONE);
        }
        return document;
    }

    private static String words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '%s'; there are %s".formatted(path(unknown), unknown.getKnownPropertyIds());
        }
        if (e instanceof JsonMappingException mapping && !(e.getCause() instanceof StreamReadException)) {
            return mapping.getPath().isEmpty() ? NOT_ONE : "field '%s' has the wrong type".formatted(path(mapping));
        }
        return e.getLocation() == null
                ? "the file is not YAML"
                : "the file is not YAML: look at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }
}
