package dev.gangway.adapter.cluster;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A cluster of the mesh; its name is Istio's cluster id. */
@Group("gangway.dev")
@Version("v1alpha1")
@AdditionalPrinterColumn(name = "Network", jsonPath = ".spec.network")
@AdditionalPrinterColumn(name = "Reachable", jsonPath = ".status.conditions[?(@.type=='Reachable')].status")
@AdditionalPrinterColumn(name = "Prometheus", jsonPath = ".spec.prometheus.url")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class MeshCluster extends CustomResource<MeshClusterSpec, MeshClusterStatus> {
    private static final long serialVersionUID = 1;

    @Override
    protected MeshClusterSpec initSpec() {
        return null;
    }

    @Override
    protected MeshClusterStatus initStatus() {
        return null;
    }
}
