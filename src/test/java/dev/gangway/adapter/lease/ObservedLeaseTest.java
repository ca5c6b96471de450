package dev.gangway.adapter.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedLeaseTest {
    private static final LeaseSettings SETTINGS = new LeaseSettings(
            "gangway-system",
            "gangway",
            "first",
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final KubernetesClient client = mesh.client("management");
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private final ObservedLease lease = new ObservedLease(SETTINGS, now::get, recorded::get);

    @BeforeEach
    void take() {
        lease.create(client, heldByFirst());
    }

    @AfterEach
    void close() {
        mesh.close();
    }

    @Test
    void shouldBeHeldUntilTheDeadlineAfterTheBeginningOfTheLastWrite() {
        now.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(lease.epoch()).hasValue(1);

        now.incrementAndGet();
        assertThat(lease.epoch()).isEmpty();
    }

    @Test
    void shouldBeginALaterEpochWhenItIsMadeAgainBeforeItsDeletionIsHeardOf() {
        recorded.set(41);
        delete();

        assertThat(lease.get(client)).isNull();
        lease.create(client, heldByFirst());

        assertThat(lease.epoch()).hasValue(42);
    }

    @Test
    void shouldNotBeHeldOnceItsDeletionIsHeardOf() {
        Lease gone = delete();

        lease.deleted(gone);

        assertThat(lease.epoch()).isEmpty();
    }

    @Test
    void shouldStayHeldWhenTheDeletionIsOfOneBefore() {
        Lease gone = delete();
        lease.create(client, heldByFirst());

        lease.deleted(gone);

        assertThat(lease.epoch()).hasValue(1);
    }

    private Lease delete() {
        Lease stored = client.leases()
                .inNamespace(SETTINGS.namespace())
                .withName(SETTINGS.name())
                .get();
        client.resource(stored).delete();
        return stored;
    }

    private static LeaderElectionRecord heldByFirst() {
        ZonedDateTime taken = ZonedDateTime.now(ZoneOffset.UTC);
        return new LeaderElectionRecord("first", Duration.ofSeconds(15), taken, taken, 0);
    }
}
