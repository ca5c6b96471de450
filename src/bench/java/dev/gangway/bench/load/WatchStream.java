package dev.gangway.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One watch: what is told is written in the order in which it was told, by the thread that serves the watch. */
final class WatchStream {
    private static final byte[] NOTHING = new byte[0];
    private static final long LOOK_SECONDS = 5;

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();

    void send(byte[] line) {
        lines.add(line);
    }

    /** Writes until the other side is gone or the thread is to end. */
    void run(OutputStream out) throws IOException {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                byte[] line = lines.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                out.write(line == null ? NOTHING : line);
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
