package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.cli.shift.Shifts;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.ShiftId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {
    private static final String AT_HAND = "http://localhost:8080";
    private static final String FROM_THE_ENVIRONMENT = "https://gangway.example/prd";

    private final MadeUpOutside outside = new MadeUpOutside();
    private final Listed listed = new Listed();
    private final StringWriter err = new StringWriter();

    ServerOptionsTest() {
        outside.shifts = listed;
    }

    @Test
    void shouldAskTheOneAtHandWhereNothingIsSaid() {
        list("");

        assertThat(place()).isEqualTo(AT_HAND);
        assertThat(listed.namespace).contains("default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                                             | https://gangway.example/prd                          | billing
                    --server http://other:1/                 | http://other:1                                       | billing
                    --server http://other:1 --context prod   | http://other:1                                       | shop
                    --context prod                           | Gangway in namespace gangway-system of context prod  | shop
                    --context prod -n ledger                 | Gangway in namespace gangway-system of context prod  | ledger
                    --kubeconfig some --gangway-namespace gw | Gangway in namespace gw of context dev               | billing
                    """)
    void shouldTakeWhatIsSaidNearest(String options, String place, String namespace) {
        outside.environment = Map.of("GANGWAY_SERVER", FROM_THE_ENVIRONMENT);
        outside.context = Optional.of(new KubeContext(Optional.empty(), "dev", Optional.of("billing")));

        list(options == null ? "" : options);

        assertThat(place()).isEqualTo(place);
        assertThat(listed.namespace).contains(namespace);
    }

    @Test
    void shouldAskTheGangwayOfTheCurrentContextWhereNoServerIsNamed() {
        outside.context = Optional.of(new KubeContext(Optional.empty(), "dev", Optional.empty()));

        list("");

        assertThat(place()).isEqualTo("Gangway in namespace gangway-system of context dev");
        assertThat(listed.namespace).contains("default");
    }

    @Test
    void shouldNameTheContextsThatThereAre() {
        assertThat(gangway("--context nowhere")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--context, --kubeconfig: there is no context 'nowhere': name one of [prod]");
        assertThat(outside.asked).isEmpty();
    }

    @Test
    void shouldRefuseAnAddressOfTheEnvironmentThatIsNone() {
        outside.environment = Map.of("GANGWAY_SERVER", "gangway:8080");

        assertThat(gangway("")).isEqualTo(2);

        assertThat(err.toString()).contains("GANGWAY_SERVER: 'gangway:8080' is not http:// or https:// with a host");
    }

    @Test
    void shouldNeverSayAToken() {
        BearerToken token = BearerToken.of("s3cret");

        assertThat(token.read()).isEqualTo("s3cret");
        assertThat(new ServerAddress(java.net.URI.create(AT_HAND), Optional.of(token)).toString())
                .doesNotContain("s3cret");
    }

    @Test
    void shouldSayWhichFileHasNoToken() {
        outside.shifts = null;

        assertThat(gangway("--server http://127.0.0.1:1 --token-file nowhere/token"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("refused: the token in token can't be read");
    }

    private String place() {
        return outside.asked.orElseThrow().place().toString();
    }

    private void list(String options) {
        assertThat(gangway(options)).as(err.toString()).isZero();
    }

    private int gangway(String options) {
        return new CommandLineInterface(outside, new PrintWriter(new StringWriter()), new PrintWriter(err, true))
                .execute(("shift list " + options).strip().split(" "));
    }

    /** Has no shift, and notes of which namespace somebody wanted them. */
    private static final class Listed implements Shifts {
        private Optional<String> namespace = Optional.empty();

        @Override
        public List<ShiftSeen> list(Optional<String> in) {
            namespace = in;
            return List.of();
        }

        @Override
        public ShiftSeen get(ShiftId shift) {
            throw new UnsupportedOperationException("nobody gets");
        }

        @Override
        public ShiftSeen start(ShiftDraft draft, String key) {
            throw new UnsupportedOperationException("nobody starts");
        }

        @Override
        public ShiftSeen command(ShiftId shift, Command command, String why) {
            throw new UnsupportedOperationException("nobody commands");
        }

        @Override
        public ShiftSeen approve(ShiftId shift, Optional<BigDecimal> percent, String why) {
            throw new UnsupportedOperationException("nobody approves");
        }

        @Override
        public void delete(ShiftId shift) {
            throw new UnsupportedOperationException("nobody deletes");
        }

        @Override
        public List<String> clusters() {
            return List.of();
        }
    }
}
