package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a cluster, looking for findings does not fail. */
class FindingsPropertiesTest {
    private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");

    @Property(tries = 10_000)
    void shouldTakeAnyObject(@ForAll("broken") ObjectNode object) {
        assertThat(Findings.on(CHECKOUT, List.of(object, object.deepCopy())))
                .allSatisfy(finding -> assertThat(finding.words()).isNotBlank());
    }

    @Property(tries = 10_000)
    void shouldWeaveWhatCanBeAndTellTheRest(@ForAll("broken") ObjectNode object) {
        ServiceRoutes standing = new ServiceRoutes(CHECKOUT, List.of(object));
        DestinationRuleWeaving how = new DestinationRuleWeaving(
                new ShiftId("shop", "checkout"),
                CHECKOUT,
                new TrafficSplit(K8S2, EKS1, new Weight(50)),
                Map.of(K8S2, "net-1", EKS1, "net-2"),
                SubsetLabel.NETWORK);
        DefinedSubsets defined = new DefinedSubsets(CHECKOUT, Set.of(), Map.of());

        assertThat(List.of(
                        standing.subsets(how),
                        standing.routes(how, defined),
                        standing.restoredRoutes(),
                        standing.removedSubsets()))
                .allSatisfy(outlook -> assertThat(outlook.problems())
                        .allSatisfy(problem -> assertThat(problem.why()).isNotBlank()));
        assertThat(ServiceRoutes.services(object)).isNotNull();
        assertThat(standing.split(K8S2, EKS1)).isNotNull();
    }

    @Property(tries = 1_000)
    void shouldFindNothingOddInWhatIstioAccepts(@ForAll("whole") ObjectNode object) {
        assertThat(OddObject.finding(object)).isEmpty();
    }

    @Property(tries = 2_000)
    void shouldFindTheSameAmongThoseThatNameTheServiceAndThoseThatMayConcernAll(
            @ForAll("cluster") List<ObjectNode> objects) {
        List<ObjectNode> looked = objects.stream()
                .filter(object ->
                        ServiceRoutes.services(object).contains(CHECKOUT.toString()) || Findings.mayConcernAll(object))
                .toList();

        assertThat(Findings.on(CHECKOUT, looked)).isEqualTo(Findings.on(CHECKOUT, objects));
    }

    /** Objects of whom some are for other hosts, and some broken. */
    @Provide
    Arbitrary<List<ObjectNode>> cluster() {
        return Arbitraries.<ObjectNode>randomValue(random -> {
                    ObjectNode object = object(random);
                    if (random.nextInt(3) == 0) {
                        spoil(object.get("spec"), random);
                    }
                    return random.nextBoolean() ? object : renamed(object);
                })
                .list()
                .ofMaxSize(8);
    }

    /** For another service, by all the hosts that it names. */
    private static ObjectNode renamed(ObjectNode object) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(object.toString().replace("checkout", "payments"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<ObjectNode> whole() {
        return Arbitraries.randomValue(FindingsPropertiesTest::object);
    }

    @Provide
    Arbitrary<ObjectNode> broken() {
        return Arbitraries.randomValue(random -> {
            ObjectNode object = object(random);
            int breaks = 1 + random.nextInt(4);
            for (int done = 0; done < breaks; done++) {
                spoil(object, random);
            }
            return object;
        });
    }

    private static ObjectNode object(Random random) {
        return random.nextBoolean()
                ? new Samples(random).virtualService()
                : new Samples(random).destinationRule("theirs", "v1", "v2");
    }

    /** Puts something else in the place of a field or an element at any depth. */
    private static void spoil(JsonNode node, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names =
                    object.properties().stream().map(field -> field.getKey()).toList();
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainerNode() && random.nextInt(3) > 0) {
                spoil(object.get(name), random);
            } else {
                object.set(name, junk(random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextInt(3) > 0) {
                spoil(array.get(index), random);
            } else {
                array.set(index, junk(random));
            }
        }
    }

    private static JsonNode junk(Random random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextInt());
            case 2 -> nodes.textNode("checkout");
            case 3 -> nodes.arrayNode().addNull().add(7);
            case 4 -> nodes.objectNode().put("host", 7).putNull("tls");
            default -> nodes.booleanNode(true);
        };
    }
}
