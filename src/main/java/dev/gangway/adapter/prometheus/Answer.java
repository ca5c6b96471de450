package dev.gangway.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

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
}
