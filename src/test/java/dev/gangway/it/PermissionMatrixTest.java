package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.gangway.sim.AccessRule;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: each operation against each kind of caller. Alertmanager's webhook has a test of its own. */
@QuarkusTest
@TestProfile(Guarded.class)
class PermissionMatrixTest {
    /** Each operation, what it takes, and where; a blank place is all namespaces, or what is in none. */
    private static final String MATRIX =
            """
            GET    /shifts                                              | list   trafficshifts             |
            GET    /shifts?namespace=shop                               | list   trafficshifts             | shop
            GET    /namespaces/{namespace}/shifts                       | list   trafficshifts             | shop
            POST   /namespaces/{namespace}/shifts                       | create trafficshifts             | shop
            GET    /namespaces/{namespace}/shifts/{name}                | get    trafficshifts             | shop
            GET    /namespaces/{namespace}/shifts/{name}/history        | get    trafficshifts             | shop
            DELETE /namespaces/{namespace}/shifts/{name}                | delete trafficshifts             | shop
            POST   /namespaces/{namespace}/shifts/{name}/pause          | update trafficshifts/pause       | shop
            POST   /namespaces/{namespace}/shifts/{name}/resume         | update trafficshifts/resume      | shop
            POST   /namespaces/{namespace}/shifts/{name}/promote        | update trafficshifts/promote     | shop
            POST   /namespaces/{namespace}/shifts/{name}/rollback       | update trafficshifts/rollback    | shop
            POST   /namespaces/{namespace}/shifts/{name}/retry          | update trafficshifts/retry       | shop
            POST   /namespaces/{namespace}/shifts/{name}/approve        | update trafficshifts/approve     | shop
            GET    /namespaces/{namespace}/shifts/{name}/preflight      | get    trafficshifts/preflight   | shop
            POST   /namespaces/{namespace}/preflight                    | get    trafficshifts/preflight   | shop
            GET    /namespaces/{namespace}/services/{name}/backtest     | get    trafficshifts/backtest    | shop
            GET    /events                                              | watch  trafficshifts             |
            GET    /events?namespace=shop                               | watch  trafficshifts             | shop
            GET    /policies                                            | list   shiftpolicies             |
            GET    /policies?limit=1                                    | list   shiftpolicies             |
            GET    /namespaces/{namespace}/policies                     | list   shiftpolicies             | shop
            GET    /namespaces/{namespace}/policies/{name}              | get    shiftpolicies             | shop
            GET    /clusters                                            | list   meshclusters              |
            GET    /clusters/{name}                                     | get    meshclusters              |
            GET    /clusters/{cluster}/gateway                          | get    meshclusters/gateway      |
            PUT    /clusters/{cluster}/gateway                          | update meshclusters/gateway      |
            PUT    /clusters/{in}/remote-secrets/{cluster}              | update meshclusters/remotesecret |
            GET    /clusters/{cluster}/decommission-report              | get    meshclusters/decommission |
            GET    /clusters/{cluster}/namespaces/{namespace}/enrolment | get    meshclusters/enrolment    | shop
            POST   /clusters/{cluster}/namespaces/{namespace}/enrolment | update meshclusters/enrolment    | shop
            DELETE /clusters/{cluster}/namespaces/{namespace}/enrolment | update meshclusters/enrolment    | shop
            """;

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> READS = Set.of("get", "list", "watch");

    private final Grants grants = new Grants();

    @Inject
    SimulatedMesh mesh;

    @TestHTTPResource("/api/v1")
    URI api;

    /** A line of the matrix. */
    record Cell(String method, String path, String act, String namespace) {
        static Cell of(String line) {
            String[] cells = line.split("\\|", -1);
            String[] operation = cells[0].strip().split(" +", 2);
            return new Cell(operation[0], operation[1], cells[1].strip().replaceAll(" +", " "), cells[2].strip());
        }

        boolean isMeant(Grants.Asked asked) {
            return asked.act().equals(act) && asked.namespace().equals(namespace);
        }

        boolean isRead() {
            return READS.contains(act.replaceFirst(" .*", ""));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Cell> matrix() {
        return MATRIX.lines().map(Cell::of);
    }

    @BeforeEach
    void askThem() {
        mesh.reviewBy(grants);
    }

    @AfterEach
    void heal() {
        mesh.setApiServerOff("management", false);
        mesh.reviewBy(AccessRule.BY_NAME);
    }

    @Test
    void shouldHaveALineForEveryOperation() {
        Map<String, Map<String, Object>> paths =
                given().get("/q/openapi?format=json").jsonPath().getMap("paths");
        Set<String> described = new TreeSet<>();
        paths.forEach((path, operations) -> operations.keySet().stream()
                .filter(METHODS::contains)
                .filter(method -> path.startsWith("/api/v1/") && !path.equals("/api/v1/alerts"))
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        Set<String> lines = new TreeSet<>();
        matrix().forEach(cell ->
                lines.add(cell.method() + " /api/v1" + cell.path().replaceFirst("\\?.*", "")));
        assertThat(lines).isEqualTo(described);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldAskWhoItIs(Cell cell) {
        Reply reply = Reply.to(api, cell.method(), cell.path());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"gangway\"");
        assertThat(reply.body()).contains("urn:gangway:problem:unauthenticated", "Authorization: Bearer");
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldKnowNobodyByABadTokenOrAnExpiredOne(Cell cell) {
        for (String authorization : List.of("Bearer token-of-yesterday", "Bearer", "Basic YW5hOmFuYQ==")) {
            Reply reply = Reply.to(api, cell.method(), cell.path(), authorization);

            assertThat(reply.status()).as(authorization).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(reply.body()).contains("expired").doesNotContain("yesterday", "YW5h");
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldRefuseWhoMayDoEverythingButThis(Cell cell) {
        grants.grant("ana", asked -> !asked.act().equals(cell.act()));

        Reply reply = as("ana", cell);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body())
                .contains("urn:gangway:problem:forbidden", "ana may not " + cell.act())
                .contains(
                        cell.namespace().isEmpty()
                                ? "in all namespaces"
                                : "in namespace '%s'".formatted(cell.namespace()));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldRefuseWhoMayDoThisElsewhere(Cell cell) {
        grants.grant("ana", asked -> asked.namespace().equals(cell.namespace().isEmpty() ? "shop" : "billing"));

        assertThat(as("ana", cell).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldLetInWhoMayDoThisAlone(Cell cell) {
        grants.grant("ana", cell::isMeant);

        Reply reply = as("ana", cell);

        assertThat(reply.status()).as(reply.body()).isLessThan(500).isNotIn(401, 403);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldLetAReaderReadAndNoMore(Cell cell) {
        grants.grant("reader", asked -> READS.contains(asked.act().replaceFirst(" .*", "")));

        Reply reply = as("reader", cell);

        assertThat(reply.status() == 403)
                .as("%d %s", reply.status(), reply.body())
                .isEqualTo(!cell.isRead());
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldNotKnowWithoutItsManagementClusterWhoMay(Cell cell) {
        grants.grant("ana", asked -> true);
        mesh.setApiServerOff("management", true);

        assertThat(Reply.to(api, cell.method(), cell.path()).status()).isEqualTo(401);
        Reply reply = as("ana", cell);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotBlank();
        assertThat(reply.body())
                .contains("urn:gangway:problem:access-unknown", "the management cluster answers 503")
                .doesNotContain("token-of-ana");
    }

    @Test
    void shouldAskForEachOfTwoClusters() {
        grants.grant("ana", asked -> asked.name().equals("nobody"));

        assertThat(as("ana", Cell.of("PUT /clusters/eks1/remote-secrets/nobody | update meshclusters/remotesecret |"))
                        .status())
                .isEqualTo(403);
        assertThat(as("ana", Cell.of("PUT /clusters/nobody/remote-secrets/eks1 | update meshclusters/remotesecret |"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void shouldSendNoTokenToAnAddressOfACallersChoice() {
        grants.grant("ana", asked -> !asked.act().equals("update meshclusters"));

        given().header("Authorization", "Bearer " + Grants.token("ana"))
                .contentType(ContentType.JSON)
                .body("{\"apiServer\":\"https://elsewhere.example\"}")
                .put("/api/v1/clusters/eks1/remote-secrets/k8s2")
                .then()
                .statusCode(403)
                .body("detail", containsString("ana may not update meshclusters 'k8s2'"));
    }

    @Test
    void shouldListNoOtherNamespaceThanWasAskedFor() {
        grants.grant("ana", asked -> asked.namespace().equals("shop"));

        for (String query : Arrays.asList("namespace=", "namespace=%20", "Namespace=shop", "x=shop")) {
            assertThat(as("ana", Cell.of("GET /shifts?" + query + " | list trafficshifts |"))
                            .status())
                    .as(query)
                    .isEqualTo(403);
        }
        assertThat(as("ana", Cell.of("GET /shifts?namespace=shop&namespace=billing | list trafficshifts |"))
                        .status())
                .as("it is said twice")
                .isEqualTo(422);
        assertThat(as("ana", Cell.of("GET /shifts?namespace=billing&namespace=shop | list trafficshifts |"))
                        .status())
                .isEqualTo(403);
    }

    private Reply as(String user, Cell cell) {
        return Reply.to(api, cell.method(), cell.path(), "Bearer " + Grants.token(user));
    }
}
