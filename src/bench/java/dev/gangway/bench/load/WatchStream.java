package dev.gangway.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One watch: what is told is written in the order in which it was told, by the thread that serves the watch. */
final class WatchStream {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();

    void send(byte[] line) {
        lines.add(line);
    }

    /**
     * Writes until the other side is gone, the thread is to end, or the time is over for which it was asked; {@code quiet} is to send
     * something where nothing has come.
     */
    void run(OutputStream out, Duration atMost, Runnable quiet) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!Thread.currentThread().isInterrupted() && System.nanoTime() < end) {
                long left = Math.max(1, end - System.nanoTime());
                byte[] line = lines.poll(Math.min(QUIET_NANOS, left), TimeUnit.NANOSECONDS);
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
