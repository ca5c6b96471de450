package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The destination's share of each service's requests, by the VirtualServices that stand in one cluster. */
final class LeanRoutes implements LeanCluster.Listener {
    static final String SOURCE = "k8s2";
    static final String DESTINATION = "eks1";
    private static final double ALL = 100;

    private final Map<String, Double> shares = new ConcurrentHashMap<>();

    /** 0 where nothing stands. */
    double share(String host) {
        return shares.getOrDefault(host, 0.0);
    }

    @Override
    public void written(ResourcePath path, byte[] written) {
        if (path.plural().equals("virtualservices")) {
            ObjectNode object = Json.object(written);
            JsonNode routes = object.at("/spec/http/0/route");
            double all = 0;
            double there = 0;
            for (JsonNode route : routes) {
                double weight = route.path("weight").asDouble(ALL);
                all += weight;
                there += route.at("/destination/subset").asText().equals(DESTINATION) ? weight : 0;
            }
            shares.put(object.at("/spec/hosts/0").asText(), all > 0 ? there / all : 0);
        }
    }
}
