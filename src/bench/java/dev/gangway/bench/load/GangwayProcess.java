package dev.gangway.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.gangway.real.Program;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The package as a process of its own, and what the operating system and its JVM tell of it. Linux only. */
final class GangwayProcess implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** As kubernetes/deployment.yaml has it. */
    private static final List<String> COLLECTOR = List.of("-XX:+UseParallelGC", "-XX:MaxNewSize=96m");

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;
    private static final double TICKS_PER_SECOND = 100;
    private static final int MOST_TROUBLES = 200;
    private static final double KIB_IN_A_MIB = 1024;
    private static final double MIB = 1024 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Program.freePort();
    private final int management;
    private final Path log;
    private final Process process;
    private final RoundLog said;

    private GangwayProcess(Path jar, String kubeconfig, List<String> options, String name) throws IOException {
        // Only ours has a port of its own for health and meters.
        management = jar.equals(PACKAGE) ? Program.freePort() : port;
        Path folder = Files.createDirectories(Path.of("target", "bench", "runs"));
        Path config = Files.writeString(folder.resolve(name + ".kubeconfig"), kubeconfig);
        log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String more = System.getProperty("bench.options", "");
        if (!more.contains("-XX:+Use")) {
            command.addAll(COLLECTOR);
        }
        command.addAll(options);
        command.addAll(List.of(more.split(" ")));
        command.removeIf(String::isBlank);
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management,
                "-Dgangway.access.mode=open",
                "-Dquarkus.log.category.\"dev.gangway.control.ShiftLoop\".level=DEBUG",
                "-jar",
                jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", config.toString());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        process = builder.start();
        said = new RoundLog(process.getInputStream(), log);
    }

    /** Starts the package; {@code name} is that of its log below {@code target/bench/runs}. */
    static GangwayProcess start(LeanMesh mesh, String name, String... options) throws IOException {
        return new GangwayProcess(PACKAGE, mesh.kubeconfig(), List.of(options), name);
    }

    /** Starts another application, of which nothing is known but that it serves HTTP. */
    static GangwayProcess start(Path jar, LeanMesh mesh, String name, String... options) throws IOException {
        return new GangwayProcess(jar, mesh.kubeconfig(), List.of(options), name);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until a path is answered with 200. */
    void awaitServing(String path) {
        await("answers " + path, STARTS_WITHIN, () -> get(path).code() == 200);
    }

    /** What it answered; code 0 = nothing. */
    record Answer(int code, String body) {}

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    Answer post(String path, String json) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + (path.startsWith("/q/") ? management : port) + path);
    }

    /** The CPU time that it has used, of all its threads. */
    double cpuSeconds() {
        String[] stat = read("stat").replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / TICKS_PER_SECOND;
    }

    /** The most memory that it has held so far. */
    double peakRssMiB() {
        return status("VmHWM") / KIB_IN_A_MIB;
    }

    /** The memory that it holds. */
    double rssMiB() {
        return status("VmRSS") / KIB_IN_A_MIB;
    }

    int threads() {
        return (int) status("Threads");
    }

    /** How many files it has open, of all kinds, sockets with them. */
    int openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return (int) files.count();
        } catch (IOException e) {
            throw new IllegalStateException("Gangway is gone: see " + log, e);
        }
    }

    /** The series of its metrics, without their values. */
    SortedSet<String> series() {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double status(String field) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid()), file));
        } catch (IOException e) {
            throw new IllegalStateException("Gangway is gone: see " + log, e);
        }
    }

    /** What is in use of the heap after a full collection. */
    double heapMiB() {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                        connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
                memory.gc();
                return memory.getHeapMemoryUsage().getUsed() / MIB;
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new IllegalStateException("could not ask Gangway's JVM for its heap", e);
        }
    }

    /** What it has said so far. */
    RoundLog said() {
        return said;
    }

    /** Ends a bench that measures nothing but failures. */
    void requireNoTrouble() {
        if (said.troubles().size() > MOST_TROUBLES || !process.isAlive()) {
            throw new IllegalStateException("Gangway is in trouble, see " + log + ": " + said.troubles());
        }
    }

    /** Asks it to stop, as Kubernetes does; does not wait. */
    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it stop by itself, so that a recorder that was asked for can write; not for long. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something that must come. */
    static void await(String what, Duration atMost, BooleanSupplier holds) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("within " + atMost + " it never came that Gangway " + what);
            }
            pause(LOOK_MILLIS);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
