package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * What a server answered to a query.
 *
 * @param type of the result: scalar, vector or matrix
 * @param result as the API has it
 * @param warnings why the answer may lack something; empty = it is whole
 */
record Answer(String type, JsonNode result, List<String> warnings) {
    /** Copies the warnings. */
    Answer {
        warnings = List.copyOf(warnings);
    }

    /** The elements of a vector. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>(result.size());
        result.forEach(element -> rows.add(Row.of(element)));
        return rows;
    }

    /** When each element of a vector was evaluated, in ms since 1970. */
    LongStream instants() {
        return StreamSupport.stream(result.spliterator(), false)
                .mapToLong(element -> Math.round(element.path("value").path(0).asDouble() * 1000));
    }

    /** The elements of a matrix, as the vector that each instant has; by the instant in ms since 1970. */
    SortedMap<Long, List<Row>> rowsByMillis() {
        SortedMap<Long, List<Row>> rows = new TreeMap<>();
        for (JsonNode element : result) {
            Row labels = Row.of(element);
            for (JsonNode sample : element.path("values")) {
                long millis = Math.round(sample.path(0).asDouble() * 1000);
                rows.computeIfAbsent(millis, any -> new ArrayList<>())
                        .add(new Row(labels.labels(), sample.path(1).asText()));
            }
        }
        return rows;
    }
}
