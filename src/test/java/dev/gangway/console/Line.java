package dev.gangway.console;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The line between a browser and Gangway, which can be cut and mended; it passes on bytes as they come. */
final class Line implements AutoCloseable {
    private final URI behind;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ServerSocket entrance;

    /** Opens it on a free port. */
    Line(URI behind) {
        this.behind = behind;
        entrance = open(0);
    }

    /** Where a browser comes in. */
    URI address() {
        return URI.create("http://localhost:" + entrance.getLocalPort() + "/");
    }

    /** What stands breaks off, and nobody can come in. */
    void cut() {
        close(entrance);
        ends.forEach(Line::close);
        ends.clear();
    }

    /** As before, at the same address. */
    void mend() {
        entrance = open(entrance.getLocalPort());
    }

    @Override
    public void close() {
        cut();
        workers.shutdownNow();
    }

    private ServerSocket open(int port) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
            workers.execute(() -> admit(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket browser = opened.accept();
                Socket gangway = new Socket(behind.getHost(), behind.getPort());
                ends.add(browser);
                ends.add(gangway);
                workers.execute(() -> pass(browser, gangway));
                workers.execute(() -> pass(gangway, browser));
            } catch (IOException e) {
                close(opened); // it was cut, or Gangway is gone: nobody comes in either way
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            close(from); // one end is gone, and so is the other
        } finally {
            close(to);
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
