package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What becomes of a split when a person has been at the very destinations that it is woven into. */
class RestoringTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final TrafficSplit FIVE_PER_CENT =
            new TrafficSplit(new ClusterName("k8s2"), new ClusterName("eks1"), new Weight(50));
    private static final String LONE = "[{'destination': {'host': 'checkout'}}]";
    private static final String TWO = "[{'destination': {'host': 'cart'}, 'weight': 1},"
            + " {'destination': {'host': 'checkout', 'subset': 'v1'}, 'weight': 1}]";

    @Test
    void shouldKeepADestinationThatWasAddedWithItsShare() {
        ObjectNode woven = woven(LONE);
        destinations(woven, 0).addAll(list("[{'destination': {'host': 'cart'}, 'weight': 25}]"));

        assertThat(restored(woven))
                .isEqualTo(list("[{'destination': {'host': 'checkout'}, 'weight': 100},"
                        + " {'destination': {'host': 'cart'}, 'weight': 25}]"));
    }

    @Test
    void shouldKeepTheShareThatAPersonHasGivenAnother() {
        ObjectNode woven = woven(TWO);
        ((ObjectNode) destinations(woven, 0).get(0)).put("weight", 100);

        assertThat(restored(woven))
                .isEqualTo(list("[{'destination': {'host': 'cart'}, 'weight': 100},"
                        + " {'destination': {'host': 'checkout', 'subset': 'v1'}, 'weight': 500}]"));
    }

    @Test
    void shouldForgetAnEditOfTheSplitItself() {
        ObjectNode woven = woven(LONE);
        ((ObjectNode) destinations(woven, 0).get(0)).put("weight", 3);
        ((ObjectNode) destinations(woven, 0).get(1)).put("weight", 1);

        assertThat(restored(woven)).isEqualTo(list(LONE));
    }

    @Test
    void shouldPutADestinationBackWhoseOtherHalfWasRemoved() {
        ObjectNode woven = woven("[{'destination': {'host': 'checkout', 'subset': 'v1'}}]");
        destinations(woven, 0).remove(0);

        assertThat(restored(woven)).isEqualTo(list("[{'destination': {'host': 'checkout', 'subset': 'v1'}}]"));
    }

    @Test
    void shouldKeepBothHalvesWhereTheyWereMadeToDiffer() {
        ObjectNode woven = woven(LONE);
        ((ObjectNode) destinations(woven, 0).get(1)).putObject("headers").put("edited", true);

        assertThat(restored(woven))
                .isEqualTo(list("[{'destination': {'host': 'checkout'}, 'weight': 95},"
                        + " {'destination': {'host': 'checkout'}, 'weight': 5, 'headers': {'edited': true}}]"));
    }

    @Test
    void shouldGoOnWeavingHalvesThatWereMadeToDiffer() {
        ObjectNode woven = woven(LONE);
        ((ObjectNode) destinations(woven, 0).get(1)).putObject("headers").put("edited", true);

        ObjectNode again = VirtualServiceWeaving.weave(woven, CHECKOUT, FIVE_PER_CENT);

        assertThat(destinations(again, 0)).hasSize(4);
        assertThat(VirtualServiceWeaving.weave(again, CHECKOUT, FIVE_PER_CENT)).isEqualTo(again);
        int toDestination = 0;
        int sum = 0;
        for (JsonNode destination : destinations(again, 0)) {
            boolean isThere =
                    destination.path("destination").path("subset").asText().equals("eks1");
            toDestination += isThere ? destination.path("weight").asInt() : 0;
            sum += destination.path("weight").asInt();
        }
        assertThat(20 * toDestination).isEqualTo(sum);
    }

    @Test
    void shouldKeepARuleThatWasCopiedWithItsSplit() {
        ObjectNode woven = woven(LONE);
        ArrayNode rules = (ArrayNode) woven.get("spec").get("http");
        ObjectNode copy = rules.get(0).deepCopy();
        rules.insert(0, copy.put("name", "copy"));

        ObjectNode restored = VirtualServiceWeaving.restore(woven, CHECKOUT);

        assertThat(destinations(restored, 0)).isEqualTo(list("[{'destination': {'host': 'checkout'}, 'weight': 100}]"));
        assertThat(destinations(restored, 1)).isEqualTo(list(LONE));
    }

    @Test
    void shouldNotLoseADestinationWithoutAnyWeight() {
        ObjectNode woven = woven(LONE);
        destinations(woven, 0).forEach(destination -> ((ObjectNode) destination).put("weight", 0));
        ((ObjectNode) woven.get("metadata").get("annotations"))
                .put(
                        "gangway.dev/woven",
                        "{\"services\":{\"shop/checkout\":{\"source\":\"k8s2\","
                                + "\"destination\":\"eks1\",\"permille\":50}}}");

        assertThat(restored(woven)).isEqualTo(list(LONE));
    }

    @Test
    void shouldKnowItsRoutesWhenAnApiServerHasSortedTheKeys() {
        ObjectNode object = object(TWO);
        ObjectNode stored = (ObjectNode) sorted(VirtualServiceWeaving.weave(object, CHECKOUT, FIVE_PER_CENT));

        assertThat(VirtualServiceWeaving.restore(stored, CHECKOUT)).isEqualTo(object);
    }

    @Test
    void shouldForgetAServiceThatIsNotRoutedToAnyMore() {
        ObjectNode woven = woven(LONE);
        ((ArrayNode) woven.get("spec").get("http")).removeAll();

        ObjectNode again = VirtualServiceWeaving.weave(woven, CHECKOUT, FIVE_PER_CENT);

        assertThat(again.get("metadata").has("annotations")).isFalse();
        assertThat(VirtualServiceWeaving.split(again, CHECKOUT)).isEmpty();
    }

    @Test
    void shouldTellTheSplitThatIsWovenIn() {
        assertThat(VirtualServiceWeaving.split(woven(LONE), CHECKOUT)).contains(FIVE_PER_CENT);
        assertThat(VirtualServiceWeaving.split(object(LONE), CHECKOUT)).isEmpty();
    }

    @Test
    void shouldChangeNothingWhereNothingIsWoven() {
        ObjectNode object = object(TWO);

        assertThat(VirtualServiceWeaving.restore(object, CHECKOUT)).hasToString(object.toString());
    }

    private static ObjectNode woven(String route) {
        return VirtualServiceWeaving.weave(object(route), CHECKOUT, FIVE_PER_CENT);
    }

    private static ArrayNode restored(ObjectNode woven) {
        return destinations(VirtualServiceWeaving.restore(woven, CHECKOUT), 0);
    }

    private static ArrayNode destinations(ObjectNode object, int rule) {
        return (ArrayNode) object.get("spec").get("http").get(rule).get("route");
    }

    private static ArrayNode list(String text) {
        return (ArrayNode) Samples.json("{'list': " + text + "}").get("list");
    }

    private static ObjectNode object(String route) {
        return Samples.json("{'kind': 'VirtualService', 'metadata': {'namespace': 'shop', 'name': 'checkout'},"
                + " 'spec': {'http': [{'route': " + route + "}]}}");
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return object.objectNode().setAll(fields);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }
}
