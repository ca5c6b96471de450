package dev.gangway.adapter.crd;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A status as compressed JSON. Its history says nearly the same again and again. */
final class PackedStatus {
    private final byte[] compressed;

    private PackedStatus(byte[] compressed) {
        this.compressed = compressed;
    }

    static PackedStatus of(TrafficShiftStatus status) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream json = new DeflaterOutputStream(compressed, deflater)) {
            json.write(Serialization.asJson(status).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a status could not be compressed in memory", e);
        } finally {
            deflater.end();
        }
        return new PackedStatus(compressed.toByteArray());
    }

    TrafficShiftStatus status() {
        // Closed here, whoever reads it: what inflates holds memory outside of the heap.
        try (InflaterInputStream json = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return Serialization.unmarshal(json, TrafficShiftStatus.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a status could not be read from memory", e);
        }
    }
}
