package dev.gangway.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of the controller, from its start to its end by SIGKILL. */
final class Life {
    private static final long UP_WITHIN_SECONDS = 180;
    private static final long CLEAN_STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader says;
    private final OutputStream hears;
    private final CompletableFuture<Void> up = new CompletableFuture<>();
    private final CompletableFuture<Void> passedAny = new CompletableFuture<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private volatile Optional<String> killedAt = Optional.empty();

    /** Who says whether a process that passes a point dies there. */
    interface Fate {
        boolean diesAt(String point);
    }

    private Life(Process process) {
        this.process = process;
        this.says = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
        this.hears = process.getOutputStream();
    }

    /** Starts it; it does nothing before {@link #begin}. */
    static Life start(ProcessBuilder command, Fate fate) {
        try {
            Life life = new Life(command.start());
            Thread reader = new Thread(() -> life.listen(fate), "life-" + life.process.pid());
            reader.setDaemon(true);
            reader.start();
            return life;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it control; waits until it has come up. */
    void begin() {
        try {
            up.get(UP_WITHIN_SECONDS, TimeUnit.SECONDS);
            answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new IllegalStateException("the controller's process did not come up", e);
        }
    }

    /** SIGKILL, now, for this reason; of several only the first counts. */
    void kill(String why) {
        synchronized (over) {
            if (killedAt.isEmpty()) {
                killedAt = Optional.of(why);
            }
        }
        var unused = process.destroyForcibly();
    }

    /** Completes with the reason of its end when the process is certainly no more. */
    CompletableFuture<String> over() {
        return over;
    }

    /** Completes when it has passed a point of some shift's. */
    CompletableFuture<Void> passedAny() {
        return passedAny;
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM, and waits: the JVM completes its list of classes then. */
    void stop() {
        killedAt = Optional.of("stopped");
        // Process.destroy would close its pipes too: for want of an answer it would halt in the middle of something.
        var unusedSignal = process.toHandle().destroy();
        var unused = over.orTimeout(CLEAN_STOP_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Lets it tell what its threads do, for who looks for the cause of a failure. */
    void printThreads() {
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process print = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "crash", "threads-" + process.pid() + ".txt")
                            .toFile())
                    .start();
            var unused = print.onExit()
                    .orTimeout(CLEAN_STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Fate fate) {
        try {
            String said = says.readLine();
            while (said != null) {
                heard(said, fate);
                said = says.readLine();
            }
        } catch (IOException e) {
            // A process that is killed closes its pipe in the middle of a word.
            kill("its pipe broke: " + e.getMessage());
        }
        var unused = process.onExit().thenRun(() -> {
            over.complete(killedAt.orElse("by itself"));
            up.completeExceptionally(new IllegalStateException("it has ended"));
        });
    }

    private void heard(String said, Fate fate) throws IOException {
        if (said.equals(Passages.UP)) {
            up.complete(null);
        } else if (WritePoint.isName(said)) {
            if (!WritePoint.isOfItself(said)) {
                passedAny.complete(null);
            }
            if (fate.diesAt(said)) {
                kill(said);
            } else {
                answer();
            }
        }
    }

    private void answer() throws IOException {
        hears.write('\n');
        hears.flush();
    }
}
