package dev.gangway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Signs servers' certificates with the JDK's keytool, in files of one directory. A certificate that clients trust by itself would not be
 * looked at any more: Java asks of one that stands among the trusted not even whether it has expired.
 */
public final class Authority {
    private static final String PASSWORD = "not-a-secret";
    private static final String FOR_A_WEEK = "7";

    private final Path directory;
    private final String name;

    /** Makes a new one. */
    public Authority(Path directory, String name) {
        this.directory = directory;
        this.name = name;
        run(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "bc:c", "-startdate", "-30d");
        run(name, "-exportcert", "-rfc", "-file", file(name, "pem"));
    }

    /** Its own certificate as PEM, for those who are to trust it. */
    public String pem() {
        try {
            return Files.readString(directory.resolve(name + ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A certificate for 127.0.0.1.
     *
     * @param from when the week begins for which it is valid, as keytool has it, such as {@code -1d}
     */
    public Certificate sign(String server, String from) {
        run(server, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + server);
        run(server, "-certreq", "-file", file(server, "csr"));
        run(
                name,
                List.of("-gencert", "-ext", "san=ip:127.0.0.1", "-startdate", from, "-validity", FOR_A_WEEK),
                List.of("-infile", file(server, "csr"), "-outfile", file(server, "cer")));
        run(server, List.of("-importcert", "-noprompt", "-file", file(name, "pem")), List.of("-alias", "authority"));
        run(server, "-importcert", "-file", file(server, "cer"));
        return new Certificate(directory.resolve(server + ".p12"), PASSWORD);
    }

    private String file(String of, String type) {
        return directory.resolve(of + "." + type).toString();
    }

    private void run(String store, String... arguments) {
        run(store, List.of(arguments), List.of());
    }

    private void run(String store, List<String> arguments, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        Collections.addAll(command, "-keystore", file(store, "p12"), "-storepass", PASSWORD, "-storetype", "PKCS12");
        command.addAll(more);
        if (!more.contains("-alias")) {
            command.addAll(List.of("-alias", "server"));
        }
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
