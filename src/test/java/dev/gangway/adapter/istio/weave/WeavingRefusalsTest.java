package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeavingRefusalsTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final String TO = "'destination': {'host': 'checkout'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {TO, 'weight': 0}, {TO, 'weight': 0}            | spec.http[0].route           | sum to 0
        {TO}, {TO}                                      | spec.http[0].route           | sum to 0
        {TO, 'weight': 'ten'}                           | spec.http[0].route[0].weight | "ten" is no whole number
        {TO, 'weight': '100'}                           | spec.http[0].route[0].weight | "100" is no whole number
        {TO, 'weight': 99.5}                            | spec.http[0].route[0].weight | 99.5 is no whole number
        {TO, 'weight': true}                            | spec.http[0].route[0].weight | true is no whole number
        {TO}, {'weight': -1}                            | spec.http[0].route[1].weight | -1 is not between 0 and 2147483647
        {TO, 'weight': 2147483648}                      | spec.http[0].route[0].weight | 2147483648 is not between 0 and 2147483647
        {TO, 'weight': 2147483647}, {TO, 'weight': 9}   | spec.http[0].route           | sum to 2147483656, more than 32 bits hold
        {TO, 'weight': 2147483646}, {'weight': 1}       | spec.http[0].route           | can't be divided so finely in 32 bits
        {TO}, 7                                         | spec.http[0].route[1]        | 7 is no destination
        """)
    void shouldRefuseWeightsThatMeanNoShare(String destinations, String field, String words) {
        UnweavableException refused = refused("{'http': [{'route': [" + destinations.replace("TO", TO) + "]}]}");

        assertThat(refused.object()).isEqualTo("VirtualService shop/checkout");
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused).hasMessageContaining(words).hasMessageContaining("; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        'k8s2'     | is named like a subset that Gangway makes
        'eks1'     | is named like a subset that Gangway makes
        'v1-eks1'  | is named like a subset that Gangway makes
        7          | is no name of a subset
        'a-subset-name-that-is-so-long-that-no-cluster-can-be-added-to-it' | longer than 63 characters
        """)
    void shouldRefuseSubsetsWhosePartsCouldNotBeTold(String subset, String words) {
        UnweavableException refused =
                refused("{'tcp': [{}, {'route': [{'destination': {'host': 'checkout', 'subset': " + subset + "}}]}]}");

        assertThat(refused.field()).isEqualTo("spec.tcp[1].route[0].destination.subset");
        assertThat(refused.value()).isEqualTo(subset.replace('\'', '"'));
        assertThat(refused).hasMessageContaining(words);
    }

    @Test
    void shouldRefuseASubsetThatCouldBeTwoWhereOneClusterIsNamedLikeTheEndOfTheOther() {
        TrafficSplit split = split("prod", "eu-prod");
        ObjectNode fine = object("{'http': [{'route': [{'destination': {'host': 'checkout', 'subset': 'v1'}}]}]}");
        ObjectNode twice = object("{'http': [{'route': [{'destination': {'host': 'checkout', 'subset': 'v1-eu'}}]}]}");

        ObjectNode woven = VirtualServiceWeaving.weave(fine, CHECKOUT, split);

        assertThat(VirtualServiceWeaving.restore(woven, CHECKOUT)).isEqualTo(fine);
        assertThat(catchThrowableOfType(
                        UnweavableException.class, () -> VirtualServiceWeaving.weave(twice, CHECKOUT, split)))
                .hasMessageContaining("would become 'v1-eu-prod', which means another subset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        7
        'no JSON'
        '{}'
        '[]'
        '{\\'services\\': {\\'shop\\': {}}}'
        '{\\'services\\': {\\'\\': {}}}'
        '{\\'services\\': {\\'shop/checkout\\': {\\'source\\': \\'k8s2\\'}}}'
        '{\\'services\\': {\\'shop/checkout\\': {\\'source\\': \\'a\\', \\'destination\\': \\'a\\', \\'permille\\': 1}}}'
        '{\\'services\\': {\\'shop/checkout\\': {\\'source\\': \\'a\\', \\'destination\\': \\'b\\', \\'permille\\': 1}}, \\'http\\': [{\\'was\\': [7]}]}'
        """)
    void shouldNotGuessWhereItsNoteWasChanged(String note) {
        ObjectNode object = object("{}");
        String text = note.replace("'{", "\"{").replace("}'", "}\"").replace("\\'", "\\\"");
        ((ObjectNode) object.get("metadata")).set("annotations", Samples.json("{'gangway.dev/woven': " + text + "}"));

        UnweavableException refused =
                catchThrowableOfType(UnweavableException.class, () -> VirtualServiceWeaving.restore(object, CHECKOUT));

        assertThat(refused.field()).isEqualTo("metadata.annotations.gangway.dev/woven");
        assertThat(refused).hasMessageContaining("is not as Gangway wrote it; put it back");
    }

    @Test
    void shouldLeaveAloneWhatIsNoListOfRoutes() {
        ObjectNode object = object("{'http': {'route': {}}}");

        assertThat(VirtualServiceWeaving.weave(object, CHECKOUT, split("k8s2", "eks1")))
                .isEqualTo(object);
    }

    @Test
    void shouldRefuseAnObjectWithoutMetadata() {
        ObjectNode object = Samples.json("{'kind': 'VirtualService'}");

        assertThat(catchThrowableOfType(
                        UnweavableException.class,
                        () -> VirtualServiceWeaving.weave(object, CHECKOUT, split("k8s2", "eks1"))))
                .hasMessageContaining("VirtualService without a name, metadata: nothing is no metadata");
    }

    @Test
    void shouldRefuseMoreRoutesThanTheNoteCanHold() {
        String route = "{'route': [{'destination': {'host': 'checkout'}}]},";
        String routes = route.repeat(2_500);

        UnweavableException refused = refused("{'http': [" + routes.substring(0, routes.length() - 1) + "]}");

        assertThat(refused).hasMessageContaining("more routes than can be put back");
        assertThat(refused.getMessage()).hasSizeLessThan(1_000);
    }

    @Test
    void shouldLeaveTheObjectAsItIsWhenItRefuses() {
        ObjectNode object = object("{'http': [{'route': [{" + TO + "}]}, {'route': [{" + TO + ", 'weight': -1}]}]}");
        String before = object.toString();

        assertThat(catchThrowableOfType(
                        UnweavableException.class,
                        () -> VirtualServiceWeaving.weave(object, CHECKOUT, split("k8s2", "eks1"))))
                .isNotNull();
        assertThat(object).hasToString(before);
    }

    private static UnweavableException refused(String spec) {
        return catchThrowableOfType(
                UnweavableException.class,
                () -> VirtualServiceWeaving.weave(object(spec), CHECKOUT, split("k8s2", "eks1")));
    }

    private static ObjectNode object(String spec) {
        return Samples.json("{'kind': 'VirtualService', 'metadata': {'namespace': 'shop', 'name': 'checkout'}, 'spec': "
                + spec + "}");
    }

    private static TrafficSplit split(String source, String destination) {
        return new TrafficSplit(new ClusterName(source), new ClusterName(destination), new Weight(7));
    }
}
