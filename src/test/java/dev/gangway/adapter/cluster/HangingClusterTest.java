package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.EKS1;
import static dev.gangway.adapter.cluster.Registered.GKE1;
import static dev.gangway.adapter.cluster.Registered.K8S2;
import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.traffic.ClusterName;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that hangs, in whatever it does, holds up no other. */
class HangingClusterTest {
    private final Registered all = new Registered();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicBoolean isHanging = new AtomicBoolean();

    @BeforeEach
    void hang() {
        all.registry.addListener(new MembershipListener() {
            @Override
            public void joined(Member member) {
                hang(member.name());
            }

            @Override
            public void left(ClusterName name) {
                hang(name);
            }

            private void hang(ClusterName name) {
                if (name.equals(GKE1)) {
                    isHanging.set(true);
                    assertThat(await().until(() -> answered.getCount() == 0, done -> done))
                            .isTrue();
                }
            }
        });
    }

    @AfterEach
    void stop() {
        answered.countDown();
        all.close();
    }

    @Test
    void shouldLetOthersComeAndGoMeanwhile() {
        all.registry.start();
        all.secret("gke1", all.mesh.kubeconfig("eks1"));
        all.secret("gke2", all.mesh.kubeconfig("eks1"));
        all.cluster("gke1", spec("gke1"));
        await().until(isHanging::get);

        all.cluster("gke2", spec("gke2"));
        all.delete("eks1");

        await().until(() -> all.registry.find(new ClusterName("gke2")).isPresent());
        await().until(() -> all.heard.contains("left eks1"));
        assertThat(answered.getCount()).isEqualTo(1);
        assertThat(all.registry.find(EKS1)).isEmpty();
        assertThat(all.registry.all()).extracting(cluster -> cluster.name()).containsExactly("gke1", "gke2", "k8s2");
    }

    @Test
    void shouldStillLeaveAfterItHasComeAndNeverOvertakeItself() {
        all.registry.start();
        all.secret("gke1", all.mesh.kubeconfig("eks1"));
        all.cluster("gke1", spec("gke1"));
        await().until(isHanging::get);

        all.delete("gke1");
        answered.countDown();

        await().until(() -> all.heard.contains("left gke1"));
        assertThat(all.heard.indexOf("joined gke1")).isLessThan(all.heard.indexOf("left gke1"));
        await().until(() -> all.registry.problem(GKE1).startsWith("there is no MeshCluster"));
    }

    @Test
    void shouldRejectReadsOfAnApiServerThatHangsAndTakeThoseOfTheOthers() throws Exception {
        all.secret("k8s2", all.kubeconfig("k8s2", "any"));
        all.gate("k8s2").shut(true);
        all.registry.start();
        Member hanging = all.registry.find(K8S2).orElseThrow();
        Member other = all.registry.find(EKS1).orElseThrow();

        boolean isRejected = false;
        try {
            for (int read = 0; read < 10 * ReadThreads.QUEUE; read++) {
                var unused = hanging.reads()
                        .submit(() -> hanging.client().namespaces().list());
            }
        } catch (RejectedExecutionException e) {
            isRejected = true;
        }

        assertThat(isRejected).isTrue();
        assertThat(other.reads()
                        .submit(() -> other.client().namespaces().list().getItems())
                        .get())
                .isNotEmpty();
    }
}
