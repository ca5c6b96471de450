package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server answered to a query.
 *
 * @param type of the result: scalar, vector or matrix
 * @param result as the API has it; empty where it is a vector
 * @param rows the elements of a vector; none where it is something else
 * @param warnings why the answer may lack something; empty = it is whole
 */
record Answer(String type, JsonNode result, List<Row> rows, List<String> warnings) {
    /** Copies the lists. */
    Answer {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
    }

    /** The elements of a matrix, as the vector that each instant has; by the instant in ms since 1970. */
    SortedMap<Long, List<Row>> rowsByMillis() {
        SortedMap<Long, List<Row>> rows = new TreeMap<>();
        for (JsonNode element : result) {
            Row labels = Row.of(element);
            for (JsonNode sample : element.path("values")) {
                Row row = new Row(
                        labels.labels(),
                        Row.millis(sample.path(0).asDouble()),
                        sample.path(1).asText());
                rows.computeIfAbsent(row.millis(), any -> new ArrayList<>()).add(row);
            }
        }
        return rows;
    }
}
