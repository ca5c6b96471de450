package dev.gangway.adapter.cluster;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads in which one cluster is read, so that one that hangs takes none from the others. */
final class ReadThreads {
    static final int THREADS = 4;
    static final int QUEUE = 200;
    private static final int IDLE_SECONDS = 60;

    private ReadThreads() {}

    static ExecutorService of(String cluster) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                    Thread made = new Thread(work, "gangway-read-" + cluster);
                    made.setDaemon(true);
                    return made;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
