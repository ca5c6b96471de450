package dev.gangway.config;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** For what may come later or never. */
final class Background {
    private static final int QUEUE = 50;

    private Background() {}

    /** A thread that does not keep the server from stopping, and takes no more than its queue has room for. */
    static ExecutorService oneAtATime() {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "background");
            thread.setDaemon(true);
            return thread;
        });
    }
}
