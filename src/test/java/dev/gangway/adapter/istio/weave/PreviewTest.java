package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a preview does to routes that can't take it as they are, and what becomes of it when a person has been there. */
class PreviewTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final Preview MIRROR = new Preview.Mirror(new Weight(100));
    private static final Preview HEADER = new Preview.Header("x-gangway", "destination");
    private static final String ROUTE = "'route': [{'destination': {'host': 'checkout'}}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        'match': [{'headers': {'X-Gangway': {'exact': 'a'}}}]      | spec.http[0].match[0].headers.X-Gangway
        'match': [{}, {'withoutHeaders': {'x-gangway': {}}}]       | spec.http[0].match[1].withoutHeaders.x-gangway
        """)
    void shouldRefuseAHeaderThatARouteAsksForAlready(String match, String field) {
        UnweavableException refused = catchThrowableOfType(
                UnweavableException.class, () -> weave(object("{" + match + ", " + ROUTE + "}"), HEADER));

        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.why()).contains("choose another header for headerFirst");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        'mirrors': [{'destination': {'host': 'checkout'}, 'percentage': {'value': 'ten'}}] | is no percentage
        'mirrors': [{'destination': {'host': 'checkout'}, 'percentage': {'value': 101}}]   | is not between 0 and 100
        'mirrors': ['checkout']                                                            | is no mirror
        'mirror': {'host': 'checkout', 'subset': 'v1-eks1'}                                | is named like a subset
        """)
    void shouldRefuseMirrorsThatCantBeDivided(String mirrors, String words) {
        UnweavableException refused = catchThrowableOfType(
                UnweavableException.class,
                () -> VirtualServiceWeaving.weave(
                        object("{" + mirrors + ", " + ROUTE + "}"),
                        CHECKOUT,
                        split(0),
                        new WeavingOptions(Optional.empty(), Mirrors.SPLIT)));

        assertThat(refused.why()).contains(words);
        assertThat(refused.field()).startsWith("spec.http[0].mirror");
    }

    @Test
    void shouldRefuseToDivideAMirrorToASubsetThatNobodyHasDefined() {
        ObjectNode object = object("{'mirror': {'host': 'checkout', 'subset': 'v9'}, " + ROUTE + "}");
        object.put("apiVersion", "networking.istio.io/v1");
        ((ObjectNode) object.get("spec")).putArray("hosts").add("checkout");
        DestinationRuleWeaving how = new DestinationRuleWeaving(
                new ShiftId("shop", "checkout"),
                CHECKOUT,
                split(0),
                Map.of(new ClusterName("k8s2"), "net-1", new ClusterName("eks1"), "net-2"),
                SubsetLabel.NETWORK);
        ServiceRoutes routes = new ServiceRoutes(CHECKOUT, List.of(object));

        UnweavableException refused = catchThrowableOfType(
                UnweavableException.class,
                () -> routes.weave(how.with(new WeavingOptions(Optional.empty(), Mirrors.SPLIT))));

        assertThat(refused.why()).startsWith("is a subset that no DestinationRule for checkout.shop.svc.cluster.local");
        assertThat(refused.value()).isEqualTo("\"v9\"");
        assertThat(routes.weave(how)).hasSize(2);
    }

    @Test
    void shouldLeaveMirrorsThatNobodyDividesAsTheyAre() {
        ObjectNode object = object("{'mirrors': ['checkout'], " + ROUTE + "}");

        ObjectNode woven = VirtualServiceWeaving.weave(object, CHECKOUT, split(0));

        assertThat(rule(woven, 0).get("mirrors")).isEqualTo(rule(object, 0).get("mirrors"));
    }

    @Test
    void shouldTakePreviewsBeforeTheFirstStepOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualServiceWeaving.weave(
                        object("{" + ROUTE + "}"),
                        CHECKOUT,
                        split(1),
                        new WeavingOptions(Optional.of(MIRROR), Mirrors.KEEP)))
                .withMessageContaining("a preview at weight 0.1 %");
    }

    @Test
    void shouldKeepAMirrorThatAPersonHasAddedBesideThePreviews() {
        ObjectNode woven = weave(object("{" + ROUTE + "}"), MIRROR);
        ((ArrayNode) rule(woven, 0).get("mirrors")).add(Samples.json("{'destination': {'host': 'shadow'}}"));

        ObjectNode restored = VirtualServiceWeaving.restore(woven, CHECKOUT);

        assertThat(rule(restored, 0))
                .isEqualTo(rule(object("{" + ROUTE + ", 'mirrors': [{'destination': {'host': 'shadow'}}]}"), 0));
    }

    @Test
    void shouldForgetWhatAPersonHasEditedInACopy() {
        ObjectNode object = object("{" + ROUTE + "}");
        ObjectNode woven = weave(object, HEADER);
        ((ObjectNode) rule(woven, 0)).put("timeout", "1s");

        assertThat(VirtualServiceWeaving.restore(woven, CHECKOUT)).isEqualTo(object);
    }

    @Test
    void shouldKeepAndCopyARouteThatAPersonHasAddedMeanwhile() {
        ObjectNode woven = weave(object("{" + ROUTE + "}"), HEADER);
        ObjectNode added = Samples.json("{'match': [{'port': 80}], " + ROUTE + "}");
        ((ArrayNode) woven.get("spec").get("http")).insert(0, added);

        ObjectNode again = weave(woven, HEADER);

        assertThat(again.get("spec").get("http")).hasSize(4);
        assertThat(VirtualServiceWeaving.restore(again, CHECKOUT))
                .isEqualTo(object("{'match': [{'port': 80}], " + ROUTE + "}, {" + ROUTE + "}"));
    }

    @Test
    void shouldMirrorAndChooseByHeaderInHttpAlone() {
        ObjectNode object =
                Samples.json("{'kind': 'VirtualService', 'metadata': {'namespace': 'shop', 'name': 'checkout'},"
                        + " 'spec': {'tcp': [{" + ROUTE + "}]}}");

        assertThat(weave(object, HEADER).get("spec").get("tcp")).hasSize(1);
        assertThat(weave(object, MIRROR).get("spec").get("tcp").get(0).has("mirrors"))
                .isFalse();
    }

    private static ObjectNode weave(ObjectNode object, Preview preview) {
        return VirtualServiceWeaving.weave(
                object, CHECKOUT, split(0), new WeavingOptions(Optional.of(preview), Mirrors.KEEP));
    }

    private static JsonNode rule(ObjectNode object, int index) {
        return object.get("spec").get("http").get(index);
    }

    private static ObjectNode object(String rules) {
        return Samples.json("{'kind': 'VirtualService', 'metadata': {'namespace': 'shop', 'name': 'checkout'},"
                + " 'spec': {'http': [" + rules + "]}}");
    }

    private static TrafficSplit split(int permille) {
        return new TrafficSplit(new ClusterName("k8s2"), new ClusterName("eks1"), new Weight(permille));
    }
}
