package dev.gangway.adapter.crd;

import dev.gangway.adapter.cluster.PackedJson;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** A status as compressed JSON. Its history says nearly the same again and again. */
final class PackedStatus {
    private final PackedJson packed;

    private PackedStatus(PackedJson packed) {
        this.packed = packed;
    }

    static PackedStatus of(TrafficShiftStatus status) {
        return new PackedStatus(PackedJson.of(Serialization.asJson(status).getBytes(StandardCharsets.UTF_8)));
    }

    TrafficShiftStatus status() {
        return Serialization.unmarshal(new ByteArrayInputStream(packed.json()), TrafficShiftStatus.class);
    }
}
