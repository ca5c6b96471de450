package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionClassTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # reporter  | cluster | security   | flags   | class
                    source      | eks1    | unknown    | -       | STOOD
                    source      | eks1    | unknown    | DC      | STOOD
                    source      | eks1    | unknown    | UFX     | STOOD
                    source      | eks1    | unknown    | UF,URX  | FAILED
                    source      | eks1    | unknown    | UF,DC   | FAILED
                    source      | eks1    | unknown    | UC      | FAILED
                    source      | eks1    | unknown    | UO      | FAILED
                    source      | unknown | unknown    | UH      | LOST
                    source      | ''      | unknown    | UO      | LOST
                    source      | unknown | unknown    | NC      | LOST
                    source      | unknown | unknown    | NR      | LOST
                    source      | unknown | unknown    | -       | UNATTRIBUTED
                    source      | unknown | unknown    | DC      | UNATTRIBUTED
                    destination | eks1    | mutual_tls | -       | UNATTRIBUTED
                    destination | eks1    | mutual_tls | DC      | UNATTRIBUTED
                    destination | eks1    | mutual_tls | UF,URX  | REFUSED
                    destination | eks1    | mutual_tls | UH      | REFUSED
                    destination | eks1    | none       | UF,URX  | UNATTRIBUTED
                    destination | unknown | mutual_tls | UF,URX  | UNATTRIBUTED
                    """)
    void shouldTellWhatBecameOfConnections(
            String reporter, String cluster, String security, String flags, ConnectionClass expected) {
        Row row = new Row(
                Map.of(
                        "reporter",
                        reporter,
                        "destination_cluster",
                        cluster,
                        "connection_security_policy",
                        security,
                        "response_flags",
                        flags),
                0,
                "1");

        assertThat(ConnectionClass.of(row)).isEqualTo(expected);
    }
}
