package dev.gangway.adapter.rest;

import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.control.decommission.Finding;
import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What still keeps a cluster from being switched off. */
public record DecommissionView(
        @Schema(examples = "k8s2") String cluster,
        @Schema(examples = "7") int days,
        @Schema(description = "Whether nothing uses it, and all could be looked at.") boolean empty,
        List<FindingView> findings,
        @Schema(description = "What could not be looked at.") List<FindingView> unknown) {

    /** Something that uses the cluster, or that can't be known to. */
    public record FindingView(
            @Schema(
                            description =
                                    "unmeshed-callers, destination-traffic, weights, subsets, shifts, gateway-traffic or ingress.",
                            examples = "weights")
                    String kind,
            @Schema(examples = "VirtualService shop/gangway-checkout in eks1") String object,
            @Schema(examples = "sends to k8s2: weight 5 to subset k8s2 of checkout.shop.svc.cluster.local") String seen,
            @Schema(
                            description = "The way out.",
                            examples = "finish the shift of the service, or set these weights to 0")
                    String todo) {

        private static FindingView of(Finding finding) {
            return new FindingView(finding.kind().slug(), finding.object(), finding.seen(), finding.todo());
        }

        private Finding finding() {
            return new Finding(Finding.Kind.of(kind), object, seen, todo);
        }
    }

    /** As others read it. */
    public static DecommissionView of(DecommissionReport report) {
        return new DecommissionView(
                report.cluster().value(),
                report.days(),
                report.isEmpty(),
                report.findings().stream().map(FindingView::of).toList(),
                report.unknown().stream().map(FindingView::of).toList());
    }

    /** What was written as this. */
    public DecommissionReport report() {
        return new DecommissionReport(
                new ClusterName(cluster),
                days,
                findings.stream().map(FindingView::finding).toList(),
                unknown.stream().map(FindingView::finding).toList());
    }
}
