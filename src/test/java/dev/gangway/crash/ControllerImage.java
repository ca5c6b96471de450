package dev.gangway.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the controllers' processes are started from: the classes under test in one jar with the fault hook, the libraries, and an
 * archive of the loaded classes (AppCDS), which takes jars only. Made once; with it a process is up sooner.
 */
final class ControllerImage {
    private static final String HOOK = "META-INF/services/" + HttpClient.Factory.class.getName();
    private static final Pattern LOADED_FROM = Pattern.compile("source: file:(\\S+\\.jar)");

    /** What a process may need that lives longer than the one that was looked at. */
    private static final Pattern USED_LATER =
            Pattern.compile("commons-|micrometer|HdrHistogram|fabric8|jackson|mutiny");

    /** It offers HTTP clients too, and makes an event loop of its own when it is only asked. */
    private static final String OTHER_CLIENTS = "quarkus-kubernetes-client-internal";

    private static final long DUMPED_WITHIN_SECONDS = 120;

    private final Path directory;
    private final List<String> classPath;
    private final List<String> flags;

    private ControllerImage(Path directory, List<String> classPath, List<String> flags) {
        this.directory = directory;
        this.classPath = List.copyOf(classPath);
        this.flags = List.copyOf(flags);
    }

    /** All of this test's class path, and nothing archived; processes write down what they load. */
    static ControllerImage plain(Path directory) throws IOException {
        List<String> classPath =
                List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator));
        List<Path> classes =
                classPath.stream().map(Path::of).filter(Files::isDirectory).toList();
        Path jar = directory.resolve("controller.jar").toAbsolutePath();
        pack(jar, classes);
        List<String> jars = new ArrayList<>(List.of(jar.toString()));
        classPath.stream()
                .filter(entry -> entry.endsWith(".jar") && !entry.contains(OTHER_CLIENTS))
                .forEach(jars::add);
        return new ControllerImage(
                directory,
                jars,
                List.of(
                        "-Xlog:class+load:file=" + directory.resolve("classes-%p.txt"),
                        "-XX:DumpLoadedClassList=" + directory.resolve("classes-%p.list")));
    }

    /**
     * Only what that process has loaded something from, with an archive of its classes, which a JVM of its own makes from the list that the
     * process has left: the JVM of a controller that works would have to make it while its threads load more, and may crash.
     */
    ControllerImage archived(long pid) throws IOException {
        String log = Files.readString(directory.resolve("classes-" + pid + ".txt"));
        Set<String> used = LOADED_FROM
                .matcher(log)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
        List<String> jars = classPath.stream()
                .filter(jar -> used.contains(jar) || USED_LATER.matcher(jar).find())
                .toList();
        dump(jars, directory.resolve("classes-pid" + pid + ".list"));
        return new ControllerImage(directory, jars, List.of("-XX:SharedArchiveFile=" + archive()));
    }

    private void dump(List<String> jars, Path classes) throws IOException {
        List<String> command = command();
        command.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes));
        command.addAll(List.of("-XX:SharedArchiveFile=" + archive(), "-cp", String.join(File.pathSeparator, jars)));
        Process dump = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("archive.log").toFile())
                .start();
        int status = dump.onExit()
                .orTimeout(DUMPED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join()
                .exitValue();
        if (status != 0) {
            throw new IllegalStateException("the archive of classes was not made, see archive.log in " + directory);
        }
    }

    private Path archive() {
        return directory.resolve("controller.jsa");
    }

    /** A process for these worlds, which share their time. */
    ProcessBuilder process(String name, List<CrashWorld> worlds, SharedClock clock) {
        List<String> command = command();
        command.add("-Xlog:disable");
        command.addAll(flags);
        command.add("-D" + WritePoint.CLUSTERS + "="
                + worlds.stream().flatMap(world -> world.ports().stream()).collect(Collectors.joining(",")));
        command.add("-Djavax.net.ssl.trustStore=NONE");
        command.add("-Dorg.jboss.logging.provider=jdk");
        command.add("-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %5$s%6$s%n");
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        command.add(CrashableController.class.getName());
        command.addAll(clock.arguments());
        worlds.forEach(world -> command.add(world.managementAddress()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(name + ".log").toFile()));
    }

    private static List<String> command() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmn64m",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
    }

    private static void pack(Path jar, List<Path> directories) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(HOOK));
            out.write(StoppingHttpClients.class.getName().getBytes(UTF_8));
            for (Path directory : directories) {
                pack(out, directory);
            }
        }
    }

    private static void pack(JarOutputStream out, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new JarEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }
}
