package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.DestinationRuleWeaving;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeavingOwnObjectsTest {

    @ParameterizedTest
    @EnumSource
    void shouldAddTheObjectsThatTheRouterWrites(SubsetLabel label) {
        ShiftPlan plan = Plans.labelled("checkout", label);
        for (int permille : new int[] {0, 1, 50, 1000}) {
            TrafficSplit split = plan.split(new Weight(permille));

            List<Change> changes = new ServiceRoutes(plan.service(), List.<ObjectNode>of())
                    .weave(new DestinationRuleWeaving(plan.id(), plan.service(), split, Plans.NETWORKS, label));

            assertThat(changes)
                    .extracting(change -> change.after().orElseThrow())
                    .containsExactly(
                            tree(IstioObjects.subsets(plan, Plans.NETWORKS, List.of())),
                            tree(IstioObjects.routes(plan, split)));
        }
    }

    private static ObjectNode tree(Object object) {
        return Serialization.unmarshal(Serialization.asJson(object), ObjectNode.class);
    }
}
