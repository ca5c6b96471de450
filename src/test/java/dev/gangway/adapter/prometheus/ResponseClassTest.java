package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.FailureCriteria;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseClassTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # cluster  | protocol | code | grpc | flags    | class
                    eks1       | http     | 200  |      | -        | SERVED
                    eks1       | http     | 404  |      | -        | SERVED
                    eks1       | http     | 499  |      | -        | SERVED
                    eks1       | http     | 500  |      | -        | FAILED
                    eks1       | http     | 599  |      | -        | FAILED
                    eks1       | http     | 0    |      | -        | FAILED
                    eks1       | http     | 0    |      | DC       | SERVED
                    eks1       | http     | 503  |      | UF,DC    | SERVED
                    eks1       | http     | 503  |      | UF,URX   | FAILED
                    eks1       | http     | 503  |      | DCX      | FAILED
                    eks1       | grpc     | 200  | 0    | -        | SERVED
                    eks1       | grpc     | 200  | 1    | -        | SERVED
                    eks1       | grpc     | 200  | 5    | -        | SERVED
                    eks1       | grpc     | 200  | 2    | -        | FAILED
                    eks1       | grpc     | 200  | 4    | -        | FAILED
                    eks1       | grpc     | 200  | 8    | -        | FAILED
                    eks1       | grpc     | 200  | 13   | -        | FAILED
                    eks1       | grpc     | 200  | 14   | -        | FAILED
                    eks1       | grpc     | 200  | 15   | -        | FAILED
                    eks1       | grpc     | 200  | 14   | DC       | SERVED
                    eks1       | grpc     | 503  | 14   | UF,URX   | FAILED
                    eks1       | http     | 200  | 14   | -        | SERVED
                    unknown    | http     | 503  |      | UH       | LOST
                    unknown    | http     | 503  |      | NC       | LOST
                    unknown    | http     | 404  |      | NR       | LOST
                    unknown    | http     | 503  |      | UF,URX   | LOST
                    unknown    | http     | 503  |      | URX, UO  | LOST
                    ''         | http     | 503  |      | UH       | LOST
                    unknown    | http     | 0    |      | DC       | UNATTRIBUTED
                    unknown    | http     | 0    |      | UF,DC    | UNATTRIBUTED
                    unknown    | http     | 503  |      | FI       | UNATTRIBUTED
                    unknown    | http     | 429  |      | RL       | UNATTRIBUTED
                    unknown    | http     | 200  |      | -        | UNATTRIBUTED
                    unknown    | http     | 503  |      | UHX      | UNATTRIBUTED
                    """)
    void shouldTellWhatBecameOfRequests(
            String cluster, String protocol, String code, String grpc, String flags, ResponseClass expected) {
        assertThat(ResponseClass.of(row(cluster, protocol, code, grpc, flags), FailureCriteria.DEFAULT))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # cluster  | protocol | code | grpc | flags    | class
                    eks1       | http     | 429  |      | -        | FAILED
                    eks1       | http     | 428  |      | -        | SERVED
                    eks1       | http     | 301  |      | -        | FAILED
                    eks1       | http     | 30   |      | -        | SERVED
                    eks1       | http     | 500  |      | -        | SERVED
                    eks1       | http     | 0    |      | -        | SERVED
                    eks1       | http     | 429  |      | DC       | SERVED
                    eks1       | grpc     | 200  | 16   | -        | FAILED
                    eks1       | grpc     | 200  | 6    | -        | SERVED
                    eks1       | grpc     | 200  | 14   | -        | SERVED
                    eks1       | http     | 200  | 16   | -        | SERVED
                    unknown    | http     | 503  |      | UH       | LOST
                    unknown    | http     | 429  |      | RL       | UNATTRIBUTED
                    """)
    void shouldCountAsFailedWhatTheCriteriaSay(
            String cluster, String protocol, String code, String grpc, String flags, ResponseClass expected) {
        FailureCriteria criteria = new FailureCriteria(Set.of("429", "3xx"), Set.of(16));

        assertThat(ResponseClass.of(row(cluster, protocol, code, grpc, flags), criteria))
                .isEqualTo(expected);
    }

    private static Row row(String cluster, String protocol, String code, String grpc, String flags) {
        return new Row(
                Map.of(
                        "destination_cluster", cluster,
                        "request_protocol", protocol,
                        "response_code", code,
                        "grpc_response_status", grpc == null ? "" : grpc,
                        "response_flags", flags),
                0,
                "1");
    }
}
