package dev.gangway.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One watch: what is told is written in the order in which it was told, by the thread that serves the watch. */
final class WatchStream {
    private static final long QUIET_SECONDS = 30;

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();

    void send(byte[] line) {
        lines.add(line);
    }

    /** Writes until the other side is gone or the thread is to end; {@code quiet} is to send something where nothing has come. */
    void run(OutputStream out, Runnable quiet) throws IOException {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                byte[] line = lines.poll(QUIET_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    quiet.run();
                } else {
                    out.write(line);
                    if (lines.isEmpty()) {
                        out.flush();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
