package dev.gangway.adapter.cluster.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.cluster.capacity.FoundScalings.Scaling;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoundScalingsTest {
    private static final ServiceRef TILL = new ServiceRef("shop", "till");
    private static final ServiceRef STOCK = new ServiceRef("store", "stock");

    private final List<ServiceRef> looked = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final FoundScalings scalings = new FoundScalings(service -> {
        looked.add(service);
        Scaling found = named(looked.size());
        meanwhile.run();
        return found;
    });

    @Test
    void shouldLookOnceUntilSomethingChangesInTheNamespace() {
        assertThat(scalings.of(TILL)).isEqualTo(named(1));
        assertThat(scalings.of(TILL)).isEqualTo(named(1));

        scalings.forget("shop");
        assertThat(scalings.of(TILL)).isEqualTo(named(2));
    }

    @Test
    void shouldKeepWhatIsKnownOfOtherNamespaces() {
        assertThat(scalings.of(STOCK)).isEqualTo(named(1));

        scalings.forget("shop");
        assertThat(scalings.of(STOCK)).isEqualTo(named(1));
    }

    @Test
    void shouldNotKeepWhatWasFoundWhileSomethingChanged() {
        meanwhile = () -> scalings.forget("shop");
        assertThat(scalings.of(TILL)).isEqualTo(named(1));

        meanwhile = () -> {};
        assertThat(scalings.of(TILL)).isEqualTo(named(2));
    }

    @Test
    void shouldHoldNothingOfServicesThatAreGone() {
        for (int number = 0; number < 100; number++) {
            assertThat(scalings.of(new ServiceRef("team-" + number, "till"))).isNotNull();
            scalings.forget("team-" + number);
        }

        assertThat(scalings.namespaces()).isZero();
    }

    private static Scaling named(int look) {
        return new Scaling(Optional.empty(), Optional.empty(), Optional.of("look " + look));
    }
}
