package dev.gangway.adapter.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemoteSecretCheckTest {
    private final TwoClusters mesh = new TwoClusters();

    @Test
    void shouldTellWhereItLeadsAndUntilWhen() {
        assertThat(inSource().seen())
                .isEqualTo("Secret istio-system/istio-remote-secret-eks1 of cluster k8s2 leads to"
                        + " https://api.eks1.prd.sfo2.example:6443 with a token until 2028-02-29T12:00:00Z");
    }

    @Test
    void shouldFailWithoutOneInEitherDirection() {
        mesh.k8s2.remove(ObjectKind.SECRET, "istio-remote-secret-eks1");
        assertThat(mesh.amiss()).containsExactly("remote-secret-in-k8s2");
        mesh.eks1.remove(ObjectKind.SECRET, "istio-remote-secret-k8s2");

        assertThat(mesh.amiss()).containsExactly("remote-secret-in-k8s2", "remote-secret-in-eks1");
        assertThat(inSource().words())
                .isEqualTo(
                        "namespace istio-system of cluster k8s2 has no Secret with the label istio/multiCluster=true and a"
                                + " key eks1, so its istiod does not know that cluster's endpoints: gangway remote-secret"
                                + " --cluster eks1 --in k8s2 --replace makes it anew");
    }

    @Test
    void shouldFailWhereTheKeyIsAnotherId() {
        mesh.k8s2.edit(ObjectKind.SECRET, "istio-remote-secret-eks1", secret -> {
            ObjectNode data = secret.withObject("/data");
            data.set("Kubernetes", data.remove("eks1"));
        });

        assertThat(inSource().seen())
                .isEqualTo("Secret istio-system/istio-remote-secret-eks1 of cluster k8s2 is for eks1 and has the key"
                        + " Kubernetes, which istiod takes for its id");
    }

    @Test
    void shouldFailWhereItLeadsToItself() {
        for (String server : new String[] {"https://127.0.0.1:6443", "https://localhost:6443", "https://[::1]:6443"}) {
            kubeconfig(TwoClusters.kubeconfig("eks1", token(Duration.ZERO, Duration.ofDays(365)))
                    .replace("https://api.eks1.prd.sfo2.example:6443", server));

            assertThat(inSource().result()).isEqualTo(Result.FAIL);
            assertThat(inSource().seen()).endsWith("leads to %s, which is istiod itself".formatted(server));
        }
    }

    @Test
    void shouldFailWithATokenThatHasEnded() {
        kubeconfig(TwoClusters.kubeconfig("eks1", token(Duration.ofDays(366), Duration.ofDays(365))));

        assertThat(inSource().result()).isEqualTo(Result.FAIL);
        assertThat(inSource().seen()).endsWith("with a token that has ended at 2027-02-28T12:00:00Z");
    }

    @Test
    void shouldWarnOfATokenThatEndsSoon() {
        kubeconfig(TwoClusters.kubeconfig("eks1", token(Duration.ofDays(340), Duration.ofDays(365))));

        assertThat(inSource().result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldPassATokenThatMachinesRenew() {
        kubeconfig(TwoClusters.kubeconfig("eks1", token(Duration.ofHours(1), Duration.ofHours(24))));

        assertThat(inSource().result()).isEqualTo(Result.PASS);
    }

    @Test
    void shouldPassATokenThatDoesNotEnd() {
        kubeconfig(TwoClusters.kubeconfig("eks1", "opaque"));

        assertThat(inSource().seen()).endsWith("with no token that would end");
    }

    @Test
    void shouldFailWithWhatIsNoKubeconfigAndNotRepeatIt() {
        for (String text : new String[] {"hush: [", "hush", "- hush"}) {
            kubeconfig(text);

            assertThat(inSource().seen())
                    .isEqualTo("key eks1 of Secret istio-system/istio-remote-secret-eks1 of cluster k8s2 is not a"
                            + " kubeconfig with a server");
        }
    }

    @Test
    void shouldNeverTellAToken() {
        String token = token(Duration.ofDays(366), Duration.ofDays(365));
        kubeconfig(TwoClusters.kubeconfig("eks1", token));

        assertThat(mesh.checks()).noneMatch(check -> check.toString().contains(token));
    }

    @Test
    void shouldNotRepeatAnAddressWithCredentialsInIt() {
        kubeconfig(TwoClusters.kubeconfig("eks1", "opaque")
                .replace("https://api.eks1.prd.sfo2.example:6443", "https://admin:hush@api.example:6443"));

        assertThat(inSource().result()).isEqualTo(Result.FAIL);
        assertThat(inSource().words()).doesNotContain("hush");
    }

    @Test
    void shouldWarnOfTwoForOneCluster() {
        mesh.k8s2.add(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: istio-remote-secret-old
                  namespace: istio-system
                  labels: {istio/multiCluster: "true"}
                data:
                  eks1: %s
                """
                        .formatted(TwoClusters.encoded(TwoClusters.kubeconfig("eks1", "opaque"))));

        assertThat(inSource().result()).isEqualTo(Result.WARN);
        assertThat(inSource().seen())
                .contains(
                        "istio-remote-secret-eks1, Secret istio-system/istio-remote-secret-old of cluster k8s2 have the"
                                + " key eks1");
    }

    @Test
    void shouldWarnWhereGangwayMayNotReadSecrets() {
        mesh.k8s2.gap(ObjectKind.SECRET, Reading.Cause.DENIED);

        assertThat(mesh.amiss()).containsExactly("remote-secret-in-k8s2");
        assertThat(inSource().result()).isEqualTo(Result.WARN);
        assertThat(inSource().todo()).endsWith("or see yourself that a remote secret for eks1 is there");
        assertThat(mesh.k8s2.asked()).contains("get secrets istio-system istio-remote-secret-eks1");
    }

    @Test
    void shouldNotKnowWhereSecretsCanNotBeRead() {
        mesh.k8s2.gap(ObjectKind.SECRET, Reading.Cause.NO_ANSWER);

        assertThat(inSource().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void shouldWarnWhereIstiodIsToldOfClustersByAFile() {
        mesh.k8s2.remove(ObjectKind.SECRET, "istio-remote-secret-eks1");
        mesh.k8s2.edit(ObjectKind.DEPLOYMENT, "istiod", deployment -> deployment
                .withArray("/spec/template/spec/containers/0/env")
                .addObject()
                .put("name", "PILOT_MULTICLUSTER_KUBECONFIG_PATH")
                .put("value", "/etc/clusters"));

        assertThat(inSource().result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldWarnWhereAnotherClustersIstiodIsInCharge() {
        mesh.eks1.remove(ObjectKind.SECRET, "istio-remote-secret-k8s2");
        mesh.eks1.remove(ObjectKind.DEPLOYMENT, "istiod");

        assertThat(mesh.check("remote-secret-in-eks1").result()).isEqualTo(Result.WARN);
    }

    @Test
    void shouldWantBothClustersKnownWhereverElseTheServiceIs() {
        StandingCluster third = TwoClusters.furnished("gke1", "k8s2");
        mesh.put("gke1", TwoClusters.network("gke1"), third, Optional.empty());

        assertThat(mesh.amiss()).containsExactly("remote-secret-in-gke1");
        assertThat(mesh.check("remote-secret-in-gke1").seen()).contains("of cluster gke1 has no Secret", "a key eks1");
    }

    private Check inSource() {
        return mesh.check("remote-secret-in-k8s2");
    }

    private void kubeconfig(String text) {
        mesh.k8s2.edit(ObjectKind.SECRET, "istio-remote-secret-eks1", secret -> secret.withObject("/data")
                .put("eks1", TwoClusters.encoded(text)));
    }

    private static String token(Duration age, Duration life) {
        Instant issued = TwoClusters.NOW.minus(age);
        return TwoClusters.token(issued, life);
    }
}
