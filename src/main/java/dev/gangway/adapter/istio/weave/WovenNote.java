package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an object says about the splits that are woven into it, in an annotation: whatever becomes of Gangway, the way back is
 * where the split is. It holds what can't be read off the object itself, and no copy of it.
 *
 * @param strands by service, as {@code namespace/name}
 * @param originals the routes that are woven, by protocol, in their order when they were woven
 * @param annotations what stood in place of the annotations before there was this one
 */
record WovenNote(Map<String, Strand> strands, Map<String, List<Original>> originals, Before annotations) {
    static final String ANNOTATION = "gangway.dev/woven";

    /** Goes with the note; it was not there before. */
    static final String EPOCH = "gangway.dev/epoch";

    /** An API server takes 256 KiB for all annotations of an object, and others have theirs. */
    static final int LONGEST = 1 << 16;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";
    private static final String SERVICES = "services";
    private static final String MIRRORS = "mirrors";
    private static final String VALUES = "values";
    private static final String AT = "at";

    /** What {@code metadata.annotations} was. */
    enum Before {
        SOME,
        NULL,
        ABSENT;

        private static Before of(JsonNode annotations) {
            if (annotations.isMissingNode()) {
                return ABSENT;
            }
            return annotations.isNull() ? NULL : SOME;
        }
    }

    WovenNote {
        strands = Map.copyOf(strands);
        originals = Map.copyOf(originals);
    }

    /** Of an object that nothing is woven into, there are no strands. */
    static WovenNote of(ObjectNode object) {
        Place place = Place.of(object).at(METADATA);
        JsonNode metadata = object.path(METADATA);
        if (!metadata.isObject()) {
            throw place.refuse(metadata, "is no metadata; name the object");
        }
        JsonNode annotations = metadata.path(ANNOTATIONS);
        if (!annotations.isObject() && !annotations.isNull() && !annotations.isMissingNode()) {
            throw place.at(ANNOTATIONS).refuse(annotations, "is no map; write annotations as one");
        }
        JsonNode note = annotations.path(ANNOTATION);
        if (note.isMissingNode()) {
            return new WovenNote(Map.of(), Map.of(), Before.of(annotations));
        }
        try {
            return read(JSON.readTree(note.textValue() == null ? "" : note.textValue()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            var refused = place.at(ANNOTATIONS)
                    .at(ANNOTATION)
                    .refuse(note, "is not as Gangway wrote it; put it back, or the whole object as it was before");
            refused.initCause(e);
            throw refused;
        }
    }

    /** Whether a split of the service is noted on an object; not where the note can't be read. */
    static boolean isOn(ObjectNode object, ServiceRef service) {
        try {
            return of(object).strands().containsKey(service.toString());
        } catch (UnweavableException unreadable) {
            return false;
        }
    }

    void writeTo(ObjectNode object) {
        ObjectNode note = JsonNodeFactory.instance.objectNode();
        ObjectNode services = note.putObject(SERVICES);
        new TreeMap<>(strands).forEach((service, strand) -> StrandText.write(strand, services.putObject(service)));
        for (String protocol : VirtualServiceWeaving.PROTOCOLS) {
            if (originals.containsKey(protocol)) {
                ArrayNode routes = note.putArray(protocol);
                originals.get(protocol).forEach(original -> {
                    ObjectNode route = routes.addObject().put("key", original.key());
                    route.putArray("was").addAll(original.was());
                    original.mirrors().ifPresent(fields -> {
                        ObjectNode mirrors = route.putObject(MIRRORS);
                        mirrors.set(VALUES, fields.values());
                        fields.at().forEach(mirrors.withArray(AT)::add);
                    });
                });
            }
        }
        if (annotations != Before.SOME) {
            note.put(ANNOTATIONS, annotations.name());
        }
        String text = note.toString();
        if (text.length() > LONGEST) {
            throw Place.of(object)
                    .at("spec")
                    .refuse(
                            object.path("spec"),
                            "has more routes than can be put back from an annotation of %d bytes; divide the object"
                                    .formatted(LONGEST));
        }
        ObjectNode metadata = (ObjectNode) object.get(METADATA);
        if (!metadata.path(ANNOTATIONS).isObject()) {
            metadata.putObject(ANNOTATIONS);
        }
        ((ObjectNode) metadata.get(ANNOTATIONS)).put(ANNOTATION, text);
    }

    void removeFrom(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.get(METADATA);
        if (!(metadata.get(ANNOTATIONS) instanceof ObjectNode standing) || standing.remove(ANNOTATION) == null) {
            return;
        }
        standing.remove(EPOCH);
        if (standing.isEmpty() && annotations == Before.ABSENT) {
            metadata.remove(ANNOTATIONS);
        } else if (standing.isEmpty() && annotations == Before.NULL) {
            metadata.putNull(ANNOTATIONS);
        }
    }

    private static WovenNote read(JsonNode note) {
        Map<String, Strand> strands = new LinkedHashMap<>();
        note.path(SERVICES)
                .properties()
                .forEach(entry -> strands.put(entry.getKey(), StrandText.read(entry.getKey(), entry.getValue())));
        if (strands.isEmpty()) {
            throw new IllegalArgumentException("no service");
        }
        Map<String, List<Original>> originals = new LinkedHashMap<>();
        for (String protocol : VirtualServiceWeaving.PROTOCOLS) {
            List<Original> routes = new ArrayList<>();
            note.path(protocol).forEach(route -> routes.add(original(route)));
            originals.put(protocol, routes);
        }
        return new WovenNote(
                strands, originals, Before.valueOf(note.path(ANNOTATIONS).asText(Before.SOME.name())));
    }

    private static Original original(JsonNode route) {
        List<ObjectNode> was = new ArrayList<>();
        for (JsonNode destination : route.path("was")) {
            if (!(destination instanceof ObjectNode fields) || !isPlain(fields)) {
                throw new IllegalArgumentException("no destination: " + destination);
            }
            was.add(fields);
        }
        return new Original(
                Optional.ofNullable(route.path("key").textValue()).orElse(""), was, mirrors(route.path(MIRRORS)));
    }

    private static Optional<MirrorFields> mirrors(JsonNode fields) {
        if (fields.isMissingNode()) {
            return Optional.empty();
        }
        if (!(fields.path(VALUES) instanceof ObjectNode values)) {
            throw new IllegalArgumentException("no mirrors: " + fields);
        }
        List<Integer> at = new ArrayList<>();
        fields.path(AT).forEach(position -> at.add(position.asInt(-1)));
        return Optional.of(new MirrorFields(values, at));
    }

    private static boolean isPlain(ObjectNode fields) {
        JsonNode weight = fields.path(RouteDestination.WEIGHT);
        return weight.isMissingNode() || weight.isNull() || (weight.canConvertToInt() && weight.intValue() >= 0);
    }
}
