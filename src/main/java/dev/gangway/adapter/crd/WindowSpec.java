package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.List;

/** Hours of some days in which traffic may rise. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowSpec(
        @JsonPropertyDescription("The days on which it begins: Mon, Tue, Wed, Thu, Fri, Sat, Sun; default every day.")
                List<Day> days,
        @Required
                @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
                @JsonPropertyDescription("When it begins, by the clocks of the time zone: 09:00.")
                String from,
        @Required
                @Pattern("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
                @JsonPropertyDescription(
                        "When it ends: 17:00; 24:00 is the end of the day. One not after from is on the next day.")
                String to,
        @Required @JsonPropertyDescription("The IANA name of the time zone: Europe/Berlin, UTC.") String timeZone) {

    /** The days of the week. */
    public enum Day {
        @JsonProperty("Mon")
        MONDAY,
        @JsonProperty("Tue")
        TUESDAY,
        @JsonProperty("Wed")
        WEDNESDAY,
        @JsonProperty("Thu")
        THURSDAY,
        @JsonProperty("Fri")
        FRIDAY,
        @JsonProperty("Sat")
        SATURDAY,
        @JsonProperty("Sun")
        SUNDAY
    }
}
