package dev.gangway.adapter.cluster;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why an API server has given no answer at all, for people. No secret is in it. */
final class NoAnswer {
    /** What is wrong with a certificate is told from all else by this. */
    static final String CERTIFICATE = "TLS fails";

    private static final int DEEPEST = 20;
    private static final String ALERT = "Received fatal alert: ";

    private NoAnswer() {}

    static String words(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        return tls(causes)
                .or(() -> among(causes, UnknownHostException.class)
                        .map(unknown -> "it does not answer: nobody knows the host of its address"))
                .or(() -> among(causes, ConnectException.class)
                        .map(refused -> "it does not answer: no connection to its address"))
                .or(() -> among(causes, TimeoutException.class).map(late -> "it does not answer in time"))
                .orElse("it does not answer");
    }

    private static Optional<String> tls(List<Throwable> causes) {
        return among(causes, CertificateExpiredException.class)
                .map(expired -> CERTIFICATE
                        + ": the certificate of the API server has expired (%s): renew it there"
                                .formatted(expired.getMessage()))
                .or(() -> among(causes, CertificateNotYetValidException.class)
                        .map(early -> CERTIFICATE
                                + ": the certificate of the API server is not valid yet (%s): look at the clocks"
                                        .formatted(early.getMessage())))
                .or(() -> among(causes, SSLException.class).map(NoAnswer::tls));
    }

    private static String tls(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(ALERT)
                ? CERTIFICATE
                        + ": the API server refuses the connection (%s): is the client certificate of the kubeconfig still valid?"
                                .formatted(message.substring(ALERT.length()))
                : CERTIFICATE
                        + ": the certificate of the API server is not trusted: is certificate-authority-data of the kubeconfig"
                        + " still the authority of its certificate?";
    }

    private static <T extends Throwable> Optional<T> among(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
