package dev.gangway.bench.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a JSON object strictly: what it does not know, or what makes no sense, is refused with the place and the way out. */
final class Fields {
    private final String place;
    private final ObjectNode object;
    private final TreeSet<String> known = new TreeSet<>();

    Fields(String place, JsonNode node) {
        this.place = place;
        if (!(node instanceof ObjectNode found)) {
            throw new IllegalArgumentException(place + " must be an object like {...}, and is " + node);
        }
        object = found;
    }

    boolean has(String key) {
        known.add(key);
        return object.has(key);
    }

    /** A number that must be there. */
    double number(String key, double least, double most) {
        JsonNode value = required(key);
        if (!value.isNumber()) {
            throw refused(key, "must be a number from " + plain(least) + " to " + plain(most));
        }
        return checked(key, value.doubleValue(), least, most);
    }

    double number(String key, double otherwise, double least, double most) {
        return has(key) ? number(key, least, most) : otherwise;
    }

    /** A number, or two of them in an array, between which it is drawn. */
    Span span(String key, Span otherwise, double least, double most) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode value = object.get(key);
        if (value.isNumber()) {
            return Span.fixed(number(key, least, most));
        }
        if (!value.isArray()
                || value.size() != 2
                || !value.get(0).isNumber()
                || !value.get(1).isNumber()) {
            throw refused(key, "must be a number, or two like [0.05, 0.2] between which it is drawn");
        }
        Span span = new Span(
                checked(key, value.get(0).doubleValue(), least, most),
                checked(key, value.get(1).doubleValue(), least, most));
        if (span.low() > span.high()) {
            throw refused(key, "must name the lower number first");
        }
        return span;
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!object.get(key).isBoolean()) {
            throw refused(key, "must be true or false");
        }
        return object.get(key).booleanValue();
    }

    /** True or false, which must be there. */
    boolean requiredFlag(String key) {
        required(key);
        return flag(key, false);
    }

    String text(String key) {
        JsonNode value = required(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused(key, "must be a text that is not empty");
        }
        return value.textValue();
    }

    Side side(String key) {
        JsonNode value = required(key);
        for (Side side : Side.values()) {
            if (value.isTextual() && value.textValue().equals(side.word())) {
                return side;
            }
        }
        throw refused(key, "must be \"source\", \"destination\" or \"both\"");
    }

    /** An object inside this one. */
    <T> Optional<T> object(String key, Function<Fields, T> read) {
        return has(key) ? Optional.of(inside(place + ", " + key, object.get(key), read)) : Optional.empty();
    }

    /** The objects of an array; none where there is no such key. */
    <T> List<T> objects(String key, Function<Fields, T> read) {
        if (!has(key)) {
            return List.of();
        }
        if (!object.get(key).isArray()) {
            throw refused(key, "must be an array like [{...}, {...}]");
        }
        List<T> list = new ArrayList<>();
        for (JsonNode element : object.get(key)) {
            list.add(inside(place + ", " + key + "[" + list.size() + "]", element, read));
        }
        return List.copyOf(list);
    }

    private static <T> T inside(String place, JsonNode node, Function<Fields, T> read) {
        Fields fields = new Fields(place, node);
        T value = read.apply(fields);
        fields.refuseOthers();
        return value;
    }

    /** Refuses keys that nothing has asked for. */
    void refuseOthers() {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("%s: unknown key \"%s\"; it may have %s; docs/bench.md explains them"
                        .formatted(place, key, String.join(", ", known)));
            }
        });
    }

    IllegalArgumentException refused(String key, String wayOut) {
        return new IllegalArgumentException("%s: \"%s\" %s, and is %s; docs/bench.md explains it"
                .formatted(place, key, wayOut, object.has(key) ? object.get(key) : "missing"));
    }

    private JsonNode required(String key) {
        if (!has(key)) {
            throw refused(key, "must be given");
        }
        return object.get(key);
    }

    private double checked(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw refused(key, "must be from " + plain(least) + " to " + plain(most));
        }
        return value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
