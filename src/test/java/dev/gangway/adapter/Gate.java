package dev.gangway.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Stands before a server on loopback and passes on all that is sent, watches included. It can be shut, so that the server
 * seems to hang, and it can let something happen just before the next request of a kind is passed on.
 */
public final class Gate implements AutoCloseable {
    private static final Pattern ISTIO_WRITE = Pattern.compile("(POST|PUT|DELETE) /apis/networking\\.istio\\.io/");

    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /\\S* HTTP/1\\.1\r\n");
    private static final String UNAUTHORIZED = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";

    private final URI behind;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusalCodes = new ConcurrentHashMap<>();
    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger conflicts = new AtomicInteger();
    private volatile Optional<String> admitted = Optional.empty();
    private boolean shut;

    /** Opens it on a free port. */
    public Gate(URI behind) {
        this.behind = behind;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Where clients come in. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** From now on requests are taken and never passed on, until it is opened. */
    public synchronized void shut(boolean now) {
        shut = now;
        notifyAll();
    }

    /** From now on requests with another bearer token, or with none, are answered with 401, as an API server does. */
    public void admitOnly(String token) {
        admitted = Optional.of("authorization: bearer " + token.toLowerCase(Locale.ROOT));
    }

    /** Runs once, before the next request that begins so is passed on; as {@code "PUT /apis/networking.istio.io/"}. */
    public void beforeNext(String request, Runnable work) {
        before.put(request, work);
    }

    /** Lets so many changes of Istio's objects through from now on, and cuts the connection of each that comes after. */
    public void letWritesThrough(int count) {
        writesLeft.set(count);
    }

    /** From now on each request that begins so is answered with these words, as an API server or a webhook of its refuses. */
    public void refuse(String request, int code, String words) {
        refusals.put(
                request,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
                        .formatted(code, words));
        refusalCodes.put(request, code);
    }

    /** No more. */
    public void admitAll() {
        refusals.clear();
    }

    /** How many answers of the server have said that somebody else had written before. */
    public int conflicts() {
        return conflicts.get();
    }

    /** Whether a request that something was to happen before has not come yet. */
    public boolean isWaiting() {
        return !before.isEmpty();
    }

    @Override
    public void close() {
        shut(false);
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(behind.getHost(), behind.getPort());
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pass(client, server, true));
                daemon(() -> pass(server, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean requests) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (requests && isStranger(text)) {
                    from.getOutputStream().write(UNAUTHORIZED.getBytes(StandardCharsets.ISO_8859_1));
                    continue;
                }
                if (!requests && text.startsWith("HTTP/1.1 409")) {
                    conflicts.incrementAndGet();
                }
                if (requests) {
                    admit(text);
                    if (isRefused(text, from)) {
                        return;
                    }
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has gone.
        }
    }

    private boolean isRefused(String head, Socket client) throws IOException {
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            if (head.startsWith(refusal.getKey())) {
                byte[] body = refusal.getValue().getBytes(StandardCharsets.UTF_8);
                String answer =
                        "HTTP/1.1 %d Refused\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                                .formatted(refusalCodes.get(refusal.getKey()), body.length);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().write(body);
                client.getOutputStream().flush();
                return true;
            }
        }
        return false;
    }

    /** A body that comes after its head is no request; what was let in once is not looked at again. */
    private boolean isStranger(String text) {
        return admitted.isPresent()
                && REQUEST.matcher(text).lookingAt()
                && !text.toLowerCase(Locale.ROOT).contains(admitted.get());
    }

    private void admit(String head) throws IOException, InterruptedException {
        if (ISTIO_WRITE.matcher(head).lookingAt() && writesLeft.getAndDecrement() <= 0) {
            throw new IOException("no more writes");
        }
        attend(head);
    }

    private void attend(String head) throws InterruptedException {
        synchronized (this) {
            while (shut) {
                wait();
            }
        }
        for (String request : Set.copyOf(before.keySet())) {
            if (head.startsWith(request)) {
                Optional.ofNullable(before.remove(request)).ifPresent(Runnable::run);
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }
}
