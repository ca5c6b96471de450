package dev.gangway.adapter.cluster;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A JSON text in UTF-8, compressed: for what is held by the ten thousand and read when it has changed. */
public final class PackedJson {
    private static final int CHUNK = 1024;

    private final byte[] compressed;
    private final int length;

    private PackedJson(byte[] compressed, int length) {
        this.compressed = compressed;
        this.length = length;
    }

    /** Keeps no reference to the text. */
    public static PackedJson of(byte[] json) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(json);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                compressed.write(chunk, 0, deflater.deflate(chunk));
            }
            return new PackedJson(compressed.toByteArray(), json.length);
        } finally {
            // What compresses holds memory outside of the heap.
            deflater.end();
        }
    }

    /** The text, anew at each call. */
    public byte[] json() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] json = new byte[length];
            for (int read = 0; read < length; ) {
                read += inflater.inflate(json, read, length - read);
            }
            return json;
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was compressed in memory can't be read", e);
        } finally {
            inflater.end();
        }
    }
}
