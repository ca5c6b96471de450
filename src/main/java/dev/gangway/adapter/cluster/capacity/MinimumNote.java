package dev.gangway.adapter.cluster.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * What an autoscaler's minimum was before Gangway raised it, kept on the autoscaler itself and written together with the raised
 * minimum: whoever comes after a crash finds both or neither.
 *
 * @param shift for which it was raised, as {@code namespace/name}
 * @param before what it was; null = it was left out
 * @param raisedTo what it was raised to; where it is something else, somebody else has written it since
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record MinimumNote(String shift, Integer before, int raisedTo) {
    /** Where the note is. */
    static final String ANNOTATION = "gangway.dev/minimum-before";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where there is none; one that can't be read belongs to nobody. */
    static Optional<MinimumNote> of(HasMetadata scaler) {
        Map<String, String> annotations = scaler.getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(ANNOTATION)) {
            return Optional.empty();
        }
        try {
            MinimumNote note = JSON.readValue(annotations.get(ANNOTATION), MinimumNote.class);
            return Optional.of(note == null || note.shift() == null ? nobodys() : note);
        } catch (JsonProcessingException e) {
            return Optional.of(nobodys());
        }
    }

    private static MinimumNote nobodys() {
        return new MinimumNote("", null, 0);
    }

    String written() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note can't be written", e);
        }
    }
}
