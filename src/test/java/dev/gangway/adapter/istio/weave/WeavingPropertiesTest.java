package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every VirtualService that Istio accepts. Trees are compared as text, so that the order of keys counts. */
class WeavingPropertiesTest {
    private static final int TRIES = 10_000;
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final ServiceRef CART = new ServiceRef("shop", "cart");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final List<String> PROTOCOLS = List.of("http", "tcp", "tls");

    @Property(tries = TRIES)
    void shouldGiveEachClusterExactlyItsShareAndOthersTheirs(
            @ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        eachRoute(object, woven, (before, after) -> {
            List<BigInteger> wanted = new ArrayList<>();
            for (JsonNode destination : before) {
                long weight =
                        before.size() == 1 ? 1 : destination.path("weight").asLong(0);
                if (isCheckout(destination)) {
                    split.shares().values().forEach(share -> wanted.add(big(weight * share.permille())));
                } else {
                    wanted.add(big(weight * 1000));
                }
            }
            long sum = sum(after);
            BigInteger whole = wanted.stream().reduce(BigInteger.ZERO, BigInteger::add);
            for (int index = 0; index < wanted.size(); index++) {
                BigInteger weight = big(after.get(index).get("weight").asLong());
                assertThat(weight.multiply(whole)).isEqualTo(wanted.get(index).multiply(big(sum)));
            }
        });
    }

    @Property(tries = TRIES)
    void shouldKeepTheSumWhereEveryShareIsWholeInIt(
            @ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        eachRoute(object, woven, (before, after) -> {
            long sum = sum(before);
            boolean whole = sum > 0;
            for (JsonNode destination : before) {
                long weight =
                        before.size() == 1 ? sum : destination.path("weight").asLong(0);
                whole &= !isCheckout(destination)
                        || weight * split.toDestination().permille() % 1000 == 0;
            }
            if (whole) {
                assertThat(sum(after)).isEqualTo(sum);
            }
        });
    }

    @Property(tries = TRIES)
    void shouldWriteWeightsThatIstioTakesForWhatTheyAre(
            @ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        eachRoute(object, woven, (before, after) -> {
            for (JsonNode destination : after) {
                assertThat(destination.get("weight").isInt()).isTrue();
                assertThat(destination.get("weight").intValue()).isNotNegative();
            }
            assertThat(sum(after)).isBetween(1L, (long) Integer.MAX_VALUE);
            assertThat(after.size()).isGreaterThan(1);
        });
    }

    @Property(tries = TRIES)
    void shouldChangeNothingElse(@ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        String given = object.toString();

        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        assertThat(object).hasToString(given);
        eachRoute(object, woven, (before, after) -> {
            List<String> expected = new ArrayList<>();
            for (JsonNode destination : before) {
                expected.add(bare(destination));
                if (isCheckout(destination)) {
                    expected.add(bare(destination));
                }
            }
            List<String> found = new ArrayList<>();
            after.forEach(destination -> found.add(bare(destination)));
            assertThat(found).isEqualTo(expected);
        });
        assertThat(withoutDestinations(woven)).isEqualTo(withoutDestinations(object));
    }

    @Property(tries = TRIES)
    void shouldNameOnlySubsetsThatTheRuleDefines(
            @ForAll("virtualServices") ObjectNode object,
            @ForAll("rules") ObjectNode rule,
            @ForAll("splits") TrafficSplit split) {
        DestinationRuleWeaving how = new DestinationRuleWeaving(
                new ShiftId("shop", "checkout"),
                CHECKOUT,
                split,
                Map.of(K8S2, "net-1", EKS1, "net-2"),
                SubsetLabel.NETWORK);

        ObjectNode subsets = how.subsets(List.of(rule));
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        Set<String> defined = new HashSet<>();
        for (JsonNode subset : subsets.path("spec").path("subsets")) {
            assertThat(defined.add(subset.path("name").asText())).isTrue();
            assertThat(subset.path("labels").path("topology.istio.io/network").asText())
                    .startsWith("net-");
        }
        assertThat(subsets.path("spec").has("trafficPolicy")).isFalse();
        for (JsonNode standing : rule.path("spec").path("subsets")) {
            assertThat(defined).doesNotContain(standing.path("name").asText());
        }
        eachRoute(object, woven, (before, after) -> {
            for (JsonNode destination : after) {
                if (isCheckout(destination)) {
                    assertThat(defined)
                            .contains(destination
                                    .path("destination")
                                    .path("subset")
                                    .asText());
                }
            }
        });
    }

    @Property(tries = TRIES)
    void shouldWeaveTwiceAsOnce(@ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        ObjectNode once = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        assertThat(VirtualServiceWeaving.weave(once, CHECKOUT, split)).hasToString(once.toString());
    }

    @Property(tries = TRIES)
    void shouldForgetTheWeightBefore(
            @ForAll("virtualServices") ObjectNode object,
            @ForAll("splits") TrafficSplit first,
            @ForAll("splits") TrafficSplit second) {
        ObjectNode stepwise =
                VirtualServiceWeaving.weave(VirtualServiceWeaving.weave(object, CHECKOUT, first), CHECKOUT, second);

        assertThat(stepwise)
                .hasToString(
                        VirtualServiceWeaving.weave(object, CHECKOUT, second).toString());
    }

    @Property(tries = TRIES)
    void shouldRestoreTheOriginal(@ForAll("virtualServices") ObjectNode object, @ForAll("splits") TrafficSplit split) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);

        assertThat(VirtualServiceWeaving.restore(woven, CHECKOUT)).hasToString(object.toString());
    }

    @Property(tries = TRIES)
    void shouldKeepWhatAPersonHasEditedMeanwhile(
            @ForAll("virtualServices") ObjectNode object,
            @ForAll("splits") TrafficSplit split,
            @ForAll("edits") Edit edit,
            @ForAll int at) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split);
        edit.on(woven, at);

        ObjectNode restored = VirtualServiceWeaving.restore(woven, CHECKOUT);

        ObjectNode expected = object.deepCopy();
        edit.on(expected, at);
        assertThat(restored).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void shouldHoldTheSplitsOfTwoServicesApart(
            @ForAll("virtualServices") ObjectNode object,
            @ForAll("splits") TrafficSplit checkout,
            @ForAll("splits") TrafficSplit cart) {
        ObjectNode one = VirtualServiceWeaving.weave(object, CHECKOUT, checkout);
        ObjectNode both = VirtualServiceWeaving.weave(one, CART, cart);

        assertThat(VirtualServiceWeaving.weave(VirtualServiceWeaving.weave(object, CART, cart), CHECKOUT, checkout))
                .hasToString(both.toString());
        assertThat(VirtualServiceWeaving.restore(both, CART)).hasToString(one.toString());
        assertThat(VirtualServiceWeaving.restore(VirtualServiceWeaving.restore(both, CHECKOUT), CART))
                .hasToString(object.toString());
    }

    @Provide
    Arbitrary<ObjectNode> virtualServices() {
        return Arbitraries.randomValue(random -> new Samples(random).virtualService());
    }

    @Provide
    Arbitrary<ObjectNode> rules() {
        return Arbitraries.randomValue(random -> new Samples(random).destinationRule("checkout", "v1", "v2", "v3"));
    }

    /** As often whole per cents, and all or nothing, as any per mille; in both directions. */
    @Provide
    Arbitrary<TrafficSplit> splits() {
        return Arbitraries.randomValue(random -> {
            int permille =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(1001);
                        case 1 -> 1000 * random.nextInt(2);
                        default -> 10 * random.nextInt(101);
                    };
            boolean back = random.nextInt(4) == 0;
            return new TrafficSplit(back ? EKS1 : K8S2, back ? K8S2 : EKS1, new Weight(permille));
        });
    }

    @Provide
    Arbitrary<Edit> edits() {
        return Arbitraries.of(Edit.values());
    }

    /** What a person does to an object, with or without a split in it. */
    enum Edit {
        TIMEOUT {
            @Override
            void on(ObjectNode object, int at) {
                rule(object, at).put("timeout", "3s");
            }
        },
        RULE_ADDED {
            @Override
            void on(ObjectNode object, int at) {
                rules(object, at).insert(0, Samples.json("{'route': [{'destination': {'host': 'cart'}}]}"));
            }
        },
        RULE_REMOVED {
            @Override
            void on(ObjectNode object, int at) {
                ArrayNode rules = rules(object, at);
                if (!rules.isEmpty()) {
                    rules.remove(Math.floorMod(at, rules.size()));
                }
            }
        },
        RULES_REVERSED {
            @Override
            void on(ObjectNode object, int at) {
                ArrayNode rules = rules(object, at);
                List<JsonNode> reversed = new ArrayList<>();
                rules.forEach(rule -> reversed.add(0, rule));
                rules.removeAll();
                rules.addAll(reversed);
            }
        },
        HOST_AND_ANNOTATION {
            @Override
            void on(ObjectNode object, int at) {
                ((ArrayNode) object.get("spec").get("hosts")).add("shop.example.com");
                JsonNode annotations = object.get("metadata").get("annotations");
                if (annotations instanceof ObjectNode some) {
                    some.put("edited", "by hand");
                } else {
                    ((ObjectNode) object.get("metadata"))
                            .putObject("annotations")
                            .put("edited", "by hand");
                }
            }
        };

        abstract void on(ObjectNode object, int at);

        private static ArrayNode rules(ObjectNode object, int at) {
            String protocol = PROTOCOLS.get(Math.floorMod(at, PROTOCOLS.size()));
            return object.get("spec").get(protocol) instanceof ArrayNode rules
                    ? rules
                    : ((ObjectNode) object.get("spec")).putArray(protocol);
        }

        private static ObjectNode rule(ObjectNode object, int at) {
            ArrayNode rules = rules(object, at);
            return rules.isEmpty() ? rules.addObject() : (ObjectNode) rules.get(Math.floorMod(at / 3, rules.size()));
        }
    }

    @FunctionalInterface
    private interface RoutePair {
        void check(JsonNode before, JsonNode after);
    }

    /** All routes with a destination of the service. */
    private static void eachRoute(ObjectNode before, ObjectNode after, RoutePair pair) {
        for (String protocol : PROTOCOLS) {
            JsonNode rules = before.path("spec").path(protocol);
            for (int index = 0; index < rules.size(); index++) {
                boolean concerned = false;
                for (JsonNode destination : rules.get(index).path("route")) {
                    concerned |= isCheckout(destination);
                }
                if (concerned) {
                    pair.check(
                            rules.get(index).path("route"),
                            after.path("spec").path(protocol).path(index).path("route"));
                }
            }
        }
    }

    private static boolean isCheckout(JsonNode destination) {
        return Arrays.asList("checkout", "checkout.shop", "checkout.shop.svc", "checkout.shop.svc.cluster.local")
                .contains(destination.path("destination").path("host").asText());
    }

    private static String bare(JsonNode destination) {
        ObjectNode bare = destination.deepCopy();
        bare.remove("weight");
        ((ObjectNode) bare.get("destination")).remove("subset");
        return bare.toString();
    }

    private static String withoutDestinations(ObjectNode object) {
        ObjectNode rest = object.deepCopy();
        for (String protocol : PROTOCOLS) {
            for (JsonNode rule : rest.path("spec").path(protocol)) {
                if (rule.has("route")) {
                    ((ObjectNode) rule).putArray("route");
                }
            }
        }
        ObjectNode metadata = (ObjectNode) rest.get("metadata");
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove("gangway.dev/woven");
        }
        if (metadata.path("annotations").isEmpty()) {
            metadata.remove("annotations");
        }
        return rest.toString();
    }

    private static long sum(JsonNode destinations) {
        long sum = 0;
        for (JsonNode destination : destinations) {
            sum += destination.path("weight").asLong(0);
        }
        return sum;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
