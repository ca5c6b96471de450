package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Text that grows, without a detour by characters. */
final class Bytes extends ByteArrayOutputStream {
    Bytes(int size) {
        super(size);
    }

    Bytes add(byte[] text) {
        write(text, 0, text.length);
        return this;
    }

    Bytes add(String text) {
        return add(text.getBytes(US_ASCII));
    }
}
