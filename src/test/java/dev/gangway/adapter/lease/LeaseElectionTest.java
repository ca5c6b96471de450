package dev.gangway.adapter.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseElectionTest {
    private static final String NAMESPACE = "gangway-system";

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final KubernetesClient client = mesh.client("management");
    private final List<LeaseElection> replicas = new ArrayList<>();
    private final AtomicLong stopped = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();

    @AfterEach
    void close() {
        replicas.forEach(LeaseElection::close);
        mesh.close();
    }

    @Test
    void shouldLeadWhereNobodyDoes() {
        LeaseElection first = replica("first");

        awaitLeading(first);
        assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("first");
        assertThat(first.leader()).contains("first");
    }

    @Test
    void shouldStandByWhileAnotherLeads() {
        LeaseElection first = replica("first");
        awaitLeading(first);
        LeaseElection second = replica("second");

        await().until(() -> second.leader().isPresent());
        awaitRenewals(3);
        assertThat(second.leader()).contains("first");
        assertThat(second.isHeld()).isFalse();
        assertThat(first.isHeld()).isTrue();
    }

    @Test
    void shouldLetASuccessorLeadInALaterEpochWhenItIsClosed() {
        LeaseElection first = replica("first");
        awaitLeading(first);
        long before = first.epoch().getAsLong();
        LeaseElection second = replica("second");
        await().until(() -> second.leader().isPresent());

        first.close();

        assertThat(first.isHeld()).isFalse();
        awaitLeading(second);
        assertThat(second.epoch().getAsLong()).isGreaterThan(before);
    }

    @Test
    void shouldTakeOverFromALeaderThatRenewsNoMore() {
        hold("killed", ZonedDateTime.now(ZoneOffset.UTC));

        awaitLeading(replica("second"));
    }

    @Test
    void shouldNotTakeOverFromALeaderWhoseClockIsAnHourBehind() {
        hold("behind", ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
        LeaseElection second = replica("second");

        AtomicLong renewals = new AtomicLong();
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> {
            lease().edit(held -> new LeaseBuilder(held)
                    .editSpec()
                    .withRenewTime(
                            ZonedDateTime.now(ZoneOffset.UTC).minusHours(1).plusSeconds(renewals.incrementAndGet()))
                    .endSpec()
                    .build());
            return !second.isHeld();
        });
        assertThat(second.leader()).contains("behind");
    }

    @Test
    void shouldNotBeSureToLeadOnceItWasStoppedForLongerThanTheDeadline() {
        LeaseElection first = replica("first");
        awaitLeading(first);

        mesh.close();
        assertThat(first.isHeld()).as("the last renewal is not old yet").isTrue();

        stopped.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(first.isHeld()).isFalse();
    }

    @Test
    void shouldBeginAnEpochAboveAllThatWereRecordedWhenTheLeaseWasDeleted() {
        LeaseElection first = replica("first");
        awaitLeading(first);
        recorded.set(41);

        lease().delete();

        await().until(() -> first.epoch().orElse(0) > 41);
        assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("first");
    }

    @Test
    void shouldCountEpochsOnFromTheHighestRecordedThoughLeadersRecordNothingOneAfterAnother() {
        recorded.set(41);
        LeaseElection first = replica("first");
        awaitLeading(first);
        assertThat(first.epoch()).hasValue(42);
        LeaseElection second = replica("second");
        await().until(() -> second.leader().isPresent());

        first.close();

        awaitLeading(second);
        assertThat(second.epoch()).hasValue(43);
    }

    @Test
    void shouldLeaveOneLeaderOfThree() {
        replica("first");
        replica("second");
        replica("third");

        await().until(() -> replicas.stream().anyMatch(LeaseElection::isHeld));
        awaitRenewals(3);
        assertThat(replicas.stream().filter(LeaseElection::isHeld)).hasSize(1);
    }

    private LeaseElection replica(String identity) {
        LeaseElection replica = new LeaseElection(
                client,
                new LeaseSettings(
                        NAMESPACE,
                        "gangway",
                        identity,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(700),
                        Duration.ofMillis(100)),
                recorded::get,
                () -> System.nanoTime() + stopped.get());
        replicas.add(replica);
        replica.start();
        return replica;
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(NAMESPACE).withName("gangway");
    }

    private void hold(String identity, ZonedDateTime renewed) {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("gangway")
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(identity)
                        .withLeaseDurationSeconds(1)
                        .withRenewTime(renewed)
                        .withAcquireTime(renewed)
                        .withLeaseTransitions(4)
                        .endSpec()
                        .build())
                .create();
    }

    private void awaitRenewals(int count) {
        for (int renewal = 0; renewal < count; renewal++) {
            ZonedDateTime last = lease().get().getSpec().getRenewTime();
            await().until(() -> !lease().get().getSpec().getRenewTime().equals(last));
        }
    }

    private static void awaitLeading(LeaseElection replica) {
        await().until(replica::isHeld);
    }
}
