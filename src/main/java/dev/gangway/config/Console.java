package dev.gangway.config;

import dev.gangway.cli.Screen;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** The terminal, or the pipe, that the command line writes to. */
final class Console implements Screen {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public boolean isTerminal() {
        // It asks the console in the way that the Java at hand wants, and heeds NO_COLOR.
        return Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void pause(Duration time) {
        try {
            var unused = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public <T> T whileSaying(String words, Supplier<T> work) {
        AtomicBoolean over = new AtomicBoolean();
        Thread last = new Thread(() -> {
            if (!over.get()) {
                System.err.println("\n" + words);
            }
        });
        Runtime.getRuntime().addShutdownHook(last);
        try {
            return work.get();
        } finally {
            over.set(true);
        }
    }
}
