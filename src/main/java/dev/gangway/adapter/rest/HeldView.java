package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.domain.shift.Hold;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What keeps a shift from a way forward that would else be taken now.
 *
 * @param by what holds it
 * @param attempt of this attempt
 * @param percent the destination's share that the way leads to
 * @param until when that ends by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldView(
        @Schema(
                        description = "Window, Approval, Gate, or SilentGate for a gate that has not answered.",
                        examples = "Approval")
                String by,
        @Schema(examples = "1") int attempt,
        @Schema(
                        description =
                                "The destination's share in per cent that it would go to; 0 is the start, or a preview.",
                        examples = "25")
                BigDecimal percent,
        @Schema(description = "When that ends by itself; missing where it can't be foreseen.") Instant until) {

    static HeldView of(Hold hold) {
        return new HeldView(
                hold.kind().title(),
                hold.passage().attempt(),
                hold.passage().to().percent(),
                hold.until().orElse(null));
    }
}
