package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.config.Workstation;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Gangway of a kubeconfig's context, behind an API server that forwards a port of its pod. */
class TunnelTest {
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: dev
            contexts:
            - {name: dev, context: {cluster: nowhere, user: alice}}
            - {name: prod, context: {cluster: prod, user: alice, namespace: shop}}
            clusters:
            - {name: nowhere, cluster: {server: 'http://127.0.0.1:1'}}
            - {name: prod, cluster: {server: '%s'}}
            users:
            - {name: alice, user: {token: token-of-alice}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeGangway gangway = new FakeGangway();
    private final Vertx vertx = Vertx.vertx();
    private final ForwardingApiServer api = new ForwardingApiServer(vertx, gangway.address());

    @TempDir
    Path scratch;

    private Path kubeconfig;

    @BeforeEach
    void write() throws IOException {
        kubeconfig = Files.writeString(scratch.resolve("kubeconfig"), KUBECONFIG.formatted(api.address()));
        gangway.answers("GET /api/v1/namespaces/shop/shifts", 200, "{\"items\":[%s]}".formatted(new ShiftJson()));
    }

    @AfterEach
    void stop() {
        gangway.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldReachTheReadyPodOfTheContextAsWhoeverTheContextIs() {
        assertThat(list("--context", "prod")).as(err.toString()).isZero();

        assertThat(out.toString()).isEqualTo("trafficshift.gangway.dev/checkout\n");
        assertThat(gangway.asked).extracting(FakeGangway.Asked::authorization).containsExactly("Bearer token-of-alice");
        assertThat(api.asked)
                .contains("token-of-alice /api/v1/namespaces/gangway-system/pods/gangway-1/portforward?ports=8080")
                .noneMatch(line -> line.contains("gangway-0/portforward"));
    }

    @Test
    void shouldTellWhatTheApiServerForbids() {
        api.forbid("pods is forbidden: User \\\"alice\\\" cannot list resource \\\"pods\\\"");

        assertThat(list("--context", "prod")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        "failed: Gangway in namespace gangway-system of context prod can't be reached: pods is forbidden:"
                                + " User \"alice\" cannot list resource \"pods\"\n");
    }

    @Test
    void shouldTellThatThereIsNoGangwayThere() {
        assertThat(list("--context", "prod", "--gangway-namespace", "other")).isEqualTo(1);

        assertThat(err.toString())
                .contains("Gangway in namespace other of context prod has no ready pod with the label"
                        + " app.kubernetes.io/name=gangway: name its namespace with --gangway-namespace");
    }

    @Test
    void shouldTellThatTheApiServerIsAway() {
        assertThat(list("-n", "shop")).isEqualTo(1);

        assertThat(err.toString())
                .contains(
                        "Gangway in namespace gangway-system of context dev can't be reached: its API server does not");
    }

    @Test
    void shouldNameTheContextsThatThereAre() {
        assertThat(list("--context", "staging")).isEqualTo(2);

        assertThat(err.toString()).contains("there is no context 'staging': name one of [dev, prod]");
    }

    @Test
    void shouldTellThatAFileIsNoKubeconfig() throws IOException {
        Files.writeString(kubeconfig, "[");

        assertThat(list()).isEqualTo(2);

        assertThat(err.toString()).contains("--context, --kubeconfig: ", "can't be read as a kubeconfig");
    }

    private int list(String... more) {
        String[] words = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "shift", "list", "-o", "name", "--kubeconfig", kubeconfig.toString()),
                        java.util.Arrays.stream(more))
                .toArray(String[]::new);
        return new CommandLineInterface(new Workstation(), new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }
}
