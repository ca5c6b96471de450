package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of previews and divided mirrors, for every VirtualService that Istio accepts. */
class PreviewPropertiesTest {
    private static final int TRIES = 10_000;
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final ServiceRef CART = new ServiceRef("shop", "cart");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");

    /** What is woven. */
    record Woven(TrafficSplit split, WeavingOptions options) {
        ObjectNode into(ObjectNode object, ServiceRef service) {
            return VirtualServiceWeaving.weave(object, service, split, options);
        }
    }

    @Property(tries = TRIES)
    void shouldRestoreTheOriginal(@ForAll("objects") ObjectNode object, @ForAll("woven") Woven woven) {
        String given = object.toString();

        ObjectNode restored = VirtualServiceWeaving.restore(woven.into(object, CHECKOUT), CHECKOUT);

        assertThat(restored).hasToString(given);
        assertThat(object).hasToString(given);
    }

    @Property(tries = TRIES)
    void shouldWeaveTwiceAsOnce(@ForAll("objects") ObjectNode object, @ForAll("woven") Woven woven) {
        ObjectNode once = woven.into(object, CHECKOUT);

        assertThat(woven.into(once, CHECKOUT)).hasToString(once.toString());
    }

    @Property(tries = TRIES)
    void shouldForgetTheStepBefore(
            @ForAll("objects") ObjectNode object, @ForAll("woven") Woven first, @ForAll("woven") Woven second) {
        ObjectNode stepwise = second.into(first.into(object, CHECKOUT), CHECKOUT);

        assertThat(stepwise).hasToString(second.into(object, CHECKOUT).toString());
    }

    @Property(tries = TRIES)
    void shouldHoldTwoServicesApart(
            @ForAll("objects") ObjectNode object, @ForAll("woven") Woven checkout, @ForAll("woven") Woven cart) {
        ObjectNode one = checkout.into(object, CHECKOUT);
        ObjectNode both = cart.into(one, CART);

        assertThat(checkout.into(cart.into(object, CART), CHECKOUT)).hasToString(both.toString());
        assertThat(VirtualServiceWeaving.restore(both, CART)).hasToString(one.toString());
    }

    @Property(tries = TRIES)
    void shouldKeepWhatAPersonHasEditedMeanwhile(
            @ForAll("objects") ObjectNode object, @ForAll("woven") Woven woven, @ForAll int at) {
        ObjectNode edited = woven.into(object, CHECKOUT);
        ObjectNode expected = object.deepCopy();
        List<ObjectNode> own = rules(edited).stream()
                .filter(rule -> !rule.path("name").asText().startsWith("gangway-preview"))
                .toList();
        if (!own.isEmpty()) {
            int index = Math.floorMod(at, own.size());
            own.get(index).put("timeout", "3s");
            rules(expected).get(index).put("timeout", "3s");
        }

        assertThat(VirtualServiceWeaving.restore(edited, CHECKOUT)).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void shouldGiveIstioMirrorsInOneFieldOnlyAndNoMoreThanAll(
            @ForAll("objects") ObjectNode object, @ForAll("woven") Woven woven) {
        for (ObjectNode rule : rules(woven.into(object, CHECKOUT))) {
            assertThat(rule.has("mirror") && rule.has("mirrors")).isFalse();
            for (JsonNode mirror : rule.path("mirrors")) {
                assertThat(mirror.path("percentage").path("value").asDouble()).isBetween(0.0, 100.0);
            }
        }
    }

    @Property(tries = TRIES)
    void shouldMirrorTheShareOfTheServicesRequests(
            @ForAll("objects") ObjectNode object, @ForAll("shares") Weight share) {
        ObjectNode woven = VirtualServiceWeaving.weave(
                object,
                CHECKOUT,
                new TrafficSplit(K8S2, EKS1, Weight.NONE),
                new WeavingOptions(Optional.of(new Preview.Mirror(share)), Mirrors.KEEP));

        for (ObjectNode rule : rules(woven)) {
            double all = 0;
            double service = 0;
            for (JsonNode destination : rule.path("route")) {
                double weight = destination.path("weight").asDouble(1);
                all += weight;
                service += isOurs(destination) ? weight : 0;
            }
            double mirrored = 0;
            for (JsonNode mirror : rule.path("mirrors")) {
                mirrored +=
                        isOurs(mirror) ? mirror.path("percentage").path("value").asDouble() : 0;
            }
            double wanted = all == 0 ? 0 : share.permille() / 10.0 * service / all;
            assertThat(mirrored).isCloseTo(wanted, within(0.0005));
        }
    }

    @Property(tries = TRIES)
    void shouldSendRequestsWithTheHeaderThereAndAllOthersAsBefore(@ForAll("objects") ObjectNode object) {
        TrafficSplit none = new TrafficSplit(K8S2, EKS1, Weight.NONE);
        ObjectNode without = VirtualServiceWeaving.weave(object, CHECKOUT, none);
        ObjectNode woven = VirtualServiceWeaving.weave(
                object,
                CHECKOUT,
                none,
                new WeavingOptions(Optional.of(new Preview.Header("x-gangway", "destination")), Mirrors.KEEP));

        List<ObjectNode> others = new ArrayList<>();
        for (ObjectNode rule : rules(woven)) {
            if (!rule.path("name").asText().startsWith("gangway-preview-shop-checkout")) {
                others.add(rule);
                continue;
            }
            assertThat(rule.path("match")).isNotEmpty();
            for (JsonNode match : rule.path("match")) {
                assertThat(match.path("headers").path("x-gangway").path("exact").asText())
                        .isEqualTo("destination");
            }
            for (JsonNode destination : rule.path("route")) {
                assertThat(destination.path("destination").path("subset").asText())
                        .doesNotEndWith("k8s2");
            }
        }
        assertThat(others).hasToString(rules(without).toString());
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Arbitraries.randomValue(random -> new Samples(random).mirroring());
    }

    @Provide
    Arbitrary<Weight> shares() {
        return Arbitraries.integers().between(1, 1000).map(Weight::new);
    }

    @Provide
    Arbitrary<Woven> woven() {
        return Arbitraries.randomValue(random -> {
            Mirrors mirrors = random.nextBoolean() ? Mirrors.SPLIT : Mirrors.KEEP;
            Optional<Preview> preview =
                    switch (random.nextInt(3)) {
                        case 0 -> Optional.of(new Preview.Mirror(new Weight(1 + random.nextInt(1000))));
                        case 1 -> Optional.of(new Preview.Header("x-gangway", "destination"));
                        default -> Optional.empty();
                    };
            Weight weight = preview.isPresent() ? Weight.NONE : new Weight(random.nextInt(1001));
            boolean back = random.nextInt(4) == 0;
            return new Woven(
                    new TrafficSplit(back ? EKS1 : K8S2, back ? K8S2 : EKS1, weight),
                    new WeavingOptions(preview, mirrors));
        });
    }

    private static boolean isOurs(JsonNode to) {
        String host = to.path("destination").path("host").asText();
        String subset = to.path("destination").path("subset").asText();
        return (host.equals("checkout") || host.startsWith("checkout.shop"))
                && (subset.endsWith("k8s2") || subset.endsWith("eks1"));
    }

    private static List<ObjectNode> rules(ObjectNode object) {
        List<ObjectNode> rules = new ArrayList<>();
        if (object.get("spec").get("http") instanceof ArrayNode list) {
            list.forEach(rule -> rules.add((ObjectNode) rule));
        }
        return rules;
    }
}
