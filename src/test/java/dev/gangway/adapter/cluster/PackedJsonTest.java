package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PackedJsonTest {
    @Property
    void shouldGiveBackWhatItWasGiven(@ForAll byte[] text) {
        assertThat(PackedJson.of(text).json()).isEqualTo(text);
    }

    @Test
    void shouldGiveBackWhatIsLongerThanAChunk() {
        byte[] text = "{\"host\":\"checkout\"},".repeat(10_000).getBytes(UTF_8);

        assertThat(PackedJson.of(text).json()).isEqualTo(text);
    }

    @Test
    void shouldGiveATextOfItsOwnToEachWhoAsks() {
        PackedJson packed = PackedJson.of("{}".getBytes(UTF_8));
        packed.json()[0] = 'x';

        assertThat(packed.json()).isEqualTo("{}".getBytes(UTF_8));
    }
}
