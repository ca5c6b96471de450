package dev.gangway.clusters;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;

/** What an API server gives to kubectl for people to read. */
final class Tables {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private Tables() {}

    /** The Table of a list, as JSON. */
    static String ask(KubernetesClient client, String path) {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URI.create(client.getConfiguration().getMasterUrl()).resolve(path))
                .header("Accept", TABLE)
                .build();
        HttpResponse<String> answer = http.sendAsync(request, String.class).join();
        if (!answer.isSuccessful()) {
            throw new AssertionError("%s answers %d: %s".formatted(path, answer.code(), answer.body()));
        }
        return answer.body();
    }
}
