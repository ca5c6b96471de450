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
    @SuppressWarnings("SystemConsoleNull") // It is asked for more than that.
    public boolean isTerminal() {
        return System.console() != null && isForPeople(System.console()) && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public boolean isColoured() {
        // It heeds NO_COLOR.
        return isTerminal() && Ansi.AUTO.enabled();
    }

    /** Java 22 and later give a console for pipes, too, and a method that tells them apart. */
    private static boolean isForPeople(java.io.Console console) {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
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
